using System.Reflection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Health;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Search;
using Sublarr.Infrastructure.Upgrades;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>Who changes the configuration is in the audit trail, today's commands and tomorrow's.</summary>
public sealed class AuditedTests
{
    // What works with the log and the queue, or only asks.
    private static readonly string[] NoConfiguration =
    [
        "CancelJob", "RunJobAgain", "RunJobNow", "ResendDelivery", "ReplayDeliveries", "SendEvent", "QueueTest", "PreviewScoring", "SignInWithPassword", "ChangePriority",
        "PauseQueue", "RunSchedule", "CheckHealth",
    ];

    // The log, the queue, the trail itself, and what searches leave behind.
    private static readonly Type[] NoConfigurationRows =
    [
        typeof(AuditRow), typeof(EventRow), typeof(JobRow), typeof(AttemptRow), typeof(DeliveryHourRow), typeof(QuietWaitRow), typeof(IncomingRow), typeof(StoredSearchRow),
        typeof(JobNoteRow), typeof(ScheduleRunRow), typeof(ArrState), typeof(ProviderState), typeof(SubtitleHistoryRow), typeof(UnfitRow), typeof(UpgradeLookRow), typeof(SearchRow), typeof(HealthRecord),
    ];

    private static readonly string[] PreparesTheDatabase = ["DatabaseMigration.cs", "EarlierMigrations.cs"];

    [Fact]
    public void Every_command_that_changes_the_configuration_writes_through_what_is_audited()
    {
        var commands = typeof(Program).Assembly.GetTypes()
            .Where(type => type is { Name: "Command", DeclaringType: not null } && !NoConfiguration.Contains(type.DeclaringType!.Name)).ToList();

        commands.Count.ShouldBeGreaterThan(15);
        commands.Select(command => command.DeclaringType!).Where(slice => !ReachesTheTrail(slice.GetNestedType("Handler", BindingFlags.Public | BindingFlags.NonPublic)!, []))
            .Select(slice => $"{slice.Name} changes something that no audit entry tells of: save it through EF Core or call AuditTrail.RecordAsync").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_table_is_audited_unless_it_is_known_to_be_no_configuration()
    {
        await using var engine = await Engine.StartAsync();
        await using var context = await engine.ContextAsync();
        var rules = engine.Get<AuditRules>();

        var silent = context.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(type => rules.Of(type) is null);

        silent.ShouldBe(NoConfigurationRows, ignoreOrder: true);
    }

    [Fact]
    public void Nothing_is_saved_past_the_audit_trail()
    {
        var files = SourceTests.Sources("*.cs").Concat(SourceTests.Sources("*.razor"));

        files.Where(file => File.ReadAllText(file) is var text
            && (text.Contains("ExecuteUpdate") || text.Contains("ExecuteDelete") || (text.Contains("ExecuteSql") && !PreparesTheDatabase.Contains(Path.GetFileName(file))))).ShouldBeEmpty();
    }

    // By what its constructor asks for, and those by what theirs does.
    private static bool ReachesTheTrail(Type type, HashSet<Type> seen)
    {
        if (type == typeof(AuditTrail) || type == typeof(IDbContextFactory<SublarrDbContext>))
        {
            return true;
        }

        if (!seen.Add(type) || type.Assembly.GetName().Name?.StartsWith("Sublarr", StringComparison.Ordinal) != true)
        {
            return false;
        }

        var made = type.IsInterface
            ? new[] { typeof(InfrastructureRegistration).Assembly, typeof(Program).Assembly }.SelectMany(assembly => assembly.GetTypes()).Where(candidate => candidate is { IsClass: true, IsAbstract: false } && candidate.IsAssignableTo(type))
            : [type];
        return made.SelectMany(candidate => candidate.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
            .Any(parameter => parameter.ParameterType != typeof(IMediator) && parameter.ParameterType.Name is not ("IEventBus" or "ConfigNews") && ReachesTheTrail(parameter.ParameterType, seen));
    }
}
