using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Schedules;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The database as EF Core sees it. Events, jobs, attempts and incoming webhooks are written by the group-commit writer and
/// only read here; everything else is read and written here.
/// </summary>
/// <param name="options">The connection.</param>
public sealed class SublarrDbContext(DbContextOptions<SublarrDbContext> options) : DbContext(options)
{
    /// <summary>Hooks, webhooks and notifications.</summary>
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    /// <summary>Everything that has happened. Read only.</summary>
    public DbSet<EventRow> Events => Set<EventRow>();

    /// <summary>Where events of a name are. Read only.</summary>
    public DbSet<EventSpanRow> EventSpans => Set<EventSpanRow>();

    /// <summary>The queue. Read only.</summary>
    public DbSet<JobRow> Jobs => Set<JobRow>();

    /// <summary>What came of each try. Read only.</summary>
    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    /// <summary>What long jobs noted of their work. Read only.</summary>
    public DbSet<JobNoteRow> JobNotes => Set<JobNoteRow>();

    /// <summary>What Sonarr and Radarr sent. Read only.</summary>
    public DbSet<IncomingRow> Incoming => Set<IncomingRow>();

    /// <summary>Attempts by hour and duration. Read only.</summary>
    public DbSet<DeliveryHourRow> DeliveryHours => Set<DeliveryHourRow>();

    /// <summary>Who changed what.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>How much of the past is kept: one row, or none while nobody has changed it.</summary>
    public DbSet<RetentionLimits> RetentionLimits => Set<RetentionLimits>();

    /// <summary>What of the queue is paused.</summary>
    public DbSet<QueuePause> QueuePauses => Set<QueuePause>();

    /// <summary>When things run, where somebody chose it.</summary>
    public DbSet<ScheduleSettings> Schedules => Set<ScheduleSettings>();

    /// <summary>When things ran last. Read only.</summary>
    public DbSet<ScheduleRunRow> ScheduleRuns => Set<ScheduleRunRow>();

    /// <summary>Where webhooks may go: one row, or none while nobody has changed it.</summary>
    public DbSet<EgressChoice> EgressChoices => Set<EgressChoice>();

    /// <summary>Those who may sign in.</summary>
    public DbSet<Administrator> Administrators => Set<Administrator>();

    /// <summary>Browsers that are signed in.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Points that differ from their defaults.</summary>
    public DbSet<ScoringWeightRow> ScoringWeights => Set<ScoringWeightRow>();

    /// <summary>What providers add.</summary>
    public DbSet<ProviderModifierRow> ProviderModifiers => Set<ProviderModifierRow>();

    /// <summary>One row: the version of the scoring, and its preferences.</summary>
    public DbSet<ScoringSettingsRow> ScoringSettings => Set<ScoringSettingsRow>();

    /// <summary>Presets that people saved or imported.</summary>
    public DbSet<ScoringPresetRow> ScoringPresets => Set<ScoringPresetRow>();

    /// <summary>The latest searches.</summary>
    public DbSet<StoredSearchRow> StoredSearches => Set<StoredSearchRow>();

    /// <summary>Searches that must have a certain winner.</summary>
    public DbSet<ScoringCaseRow> ScoringCases => Set<ScoringCaseRow>();

    /// <summary>How what is changed here is saved. The factory sets it; without it nothing can be saved.</summary>
    internal GatedSave? Saves { get; init; }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: waiting for the write gate must not block a thread.");

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var saves = Saves ?? throw new InvalidOperationException("This context cannot save: open it through IDbContextFactory<SublarrDbContext>.");
        return saves.RunAsync(this, stop => base.SaveChangesAsync(acceptAllChangesOnSuccess, stop), cancellationToken);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order by DateTimeOffset; milliseconds since 1970 sort, compare and read the same in SQL by hand.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<JobState>().HaveConversion<SnakeCaseEnumConverter<JobState>>();
        configurationBuilder.Properties<JobTrigger>().HaveConversion<SnakeCaseEnumConverter<JobTrigger>>();
        configurationBuilder.Properties<FailureClass>().HaveConversion<SnakeCaseEnumConverter<FailureClass>>();
        configurationBuilder.Properties<IncomingState>().HaveConversion<SnakeCaseEnumConverter<IncomingState>>();
        configurationBuilder.Properties<ActorKind>().HaveConversion<SnakeCaseEnumConverter<ActorKind>>();
        configurationBuilder.Properties<EgressProfile>().HaveConversion<SnakeCaseEnumConverter<EgressProfile>>();
        configurationBuilder.Properties<MediaType>().HaveConversion<SnakeCaseEnumConverter<MediaType>>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SublarrDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name.TrimStart('_')));
        }
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
