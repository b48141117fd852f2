using System.Text.RegularExpressions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>
/// The rooms of Sublarr.Infrastructure: a room uses only those below it. What it needs of one above it has a port in the room that asks,
/// and is handed in through the constructor.
/// </summary>
public sealed partial class RoomTests
{
    // The lowest first. Each channel is a room of its own, and none knows another.
    private static readonly string[] Rooms =
    [
        "Configuration", "Persistence", "Audit", "Security", "Settings", "Outbound", "Jobs", "Schedules", "Events", "Incoming", "Subscriptions", "Deliveries", "Retention",
        "Channels", "Scoring", "Transfer", "Telemetry",
    ];

    // This list may only get shorter.
    private static readonly string[] KnownOffenders =
    [
        "SublarrOptions.cs -> EgressProxy", "SublarrOptions.cs -> EgressSettings",

        // EF Core's context names the rows of every room.
        .. new[]
        {
            "ActorKind", "Administrator", "AttemptRow", "AuditRow", "DeliveryHourRow", "EgressChoice", "EgressProfile", "EventRow", "EventSpanRow", "IncomingRow", "IncomingState",
            "JobNoteRow", "JobRow", "ProviderModifierRow", "QueuePause", "ScheduleRunRow", "ScoringCaseRow", "ScoringPresetRow", "ScoringSettingsRow", "ScoringWeightRow", "Session", "StoredSearchRow",
        }.Select(row => $"SublarrDbContext.cs -> {row}"),
    ];

    // So may this one.
    private static readonly string[] FilesWithSql =
    [
        "ClockWatch.cs", "DatabaseCheck.cs", "DatabaseSetup.cs", "DeliveryNews.cs", "DeliveryTally.cs", "EventLog.cs", "GetAlerts.cs", "GetThroughput.cs", "HealthFigures.cs", "HeldJobs.cs",
        "HoldRule.cs", "IncomingStore.cs", "JobNoteSql.cs", "JobPurge.cs", "JobSql.cs", "JobTurns.cs", "JobsByState.cs", "LogCheckpoint.cs", "QueueState.cs", "ScheduleSql.cs", "SqliteDatabase.cs", "WriteSession.cs",
    ];

    private static readonly string[] ComponentLibraries = ["Radzen", "MudBlazor"];

    private static readonly IReadOnlyList<SourceText> Sources = SourceText.In("Sublarr.Infrastructure");

    [Fact]
    public void Every_folder_is_a_room_with_a_place_among_the_others()
    {
        var rooms = Sources.Where(IsInRoom).Select(source => source.Path.Split('/')[0]).Distinct();

        rooms.ShouldBe(Rooms, ignoreOrder: true);
    }

    [Fact]
    public void A_room_uses_only_rooms_below_it()
    {
        var homes = Sources.Where(IsInRoom).SelectMany(source => TypeNames(source).Select(name => (Name: name, Source: source)))
            .ToLookup(type => type.Name, type => type.Source, StringComparer.Ordinal);

        var offenders =
            (from source in Sources
             where IsInRoom(source)
             from name in UsedNames(source)
             where homes.Contains(name) && homes[name].All(home => RoomOf(home) != RoomOf(source) && FloorOf(home) >= FloorOf(source))
             select $"{source.Name} -> {name}").ToHashSet(StringComparer.Ordinal);

        homes.Count.ShouldBeGreaterThan(150);
        offenders.Except(KnownOffenders).ShouldBeEmpty("a room looks up: give it a port of its own, or move what it names into a room below it");
        KnownOffenders.Except(offenders).ShouldBeEmpty("these look up no more: take them off the list");
    }

    [Fact]
    public void Every_room_registers_what_it_offers()
    {
        var rooms = Sources.Where(IsInRoom).Select(RoomOf).Distinct().ToList();

        var silent = rooms.Except(Sources.Where(source => source.Name.EndsWith("Registration.cs", StringComparison.Ordinal)).Select(RoomOf));

        silent.ShouldBe(["Configuration"]);
    }

    [Fact]
    public void Statements_of_SQL_stand_in_few_files()
    {
        var files = Sources.Concat(SourceText.In("Sublarr.Domain")).Concat(SourceText.In("Sublarr.Web"))
            .Where(source => source.Texts.Any(text => Statement().IsMatch(text))).Select(source => source.Name).ToList();

        files.Except(FilesWithSql).ShouldBeEmpty("SQL stands in one more file: ask a port of the room that has the table");
        FilesWithSql.Except(files).ShouldBeEmpty("these have no SQL any more: take them off the list");
    }

    [Fact]
    public void The_component_library_is_named_in_the_web_alone()
    {
        string[] projects = ["Sublarr.Domain", "Sublarr.Infrastructure"];
        var files = projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Folder, project), "*.csproj"))
            .Concat(SourceTests.Sources("*.cs").Where(file => !file.Contains("/Sublarr.Web/", StringComparison.Ordinal)));

        files.Where(file => File.ReadAllText(file) is var text && ComponentLibraries.Any(library => text.Contains(library, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    // What stands in no folder puts the rooms together.
    private static bool IsInRoom(SourceText source) => source.Path.Contains('/', StringComparison.Ordinal);

    private static int FloorOf(SourceText source) => Array.IndexOf(Rooms, source.Path.Split('/')[0]);

    private static string RoomOf(SourceText source) => source.Path.Split('/') is ["Channels", var channel, _, ..] ? $"Channels/{channel}" : source.Path.Split('/')[0];

    // An attribute is used by the shorter of its names.
    private static IEnumerable<string> TypeNames(SourceText source) =>
        Declaration().Matches(source.Code).Select(match => match.Groups["name"].Value).SelectMany(name => new[] { name, AttributeEnd().Replace(name, "") });

    private static IEnumerable<string> UsedNames(SourceText source) => Use.Matches(source.Code).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^(?:public|internal) (?:[a-z]+ )*?(?:class|interface|struct|enum|record|delegate \S+) (?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Neither a member of something, unless that is a room, nor the name of a property that is declared.
    private static readonly Regex Use = new(
        $@"(?<![\w.])(?:(?:Sublarr\.Infrastructure\.)?(?:{string.Join('|', Rooms)})(?:(?<=Channels)\.\w+)?\.)?(?<name>[A-Z]\w*)\b(?! \{{ get| =>)");

    [GeneratedRegex("Attribute$")]
    private static partial Regex AttributeEnd();

    [GeneratedRegex("""^[$@]*\"+\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|WITH RECURSIVE|BEGIN|COMMIT|ROLLBACK|CREATE|DROP|ALTER|VACUUM)\b""")]
    private static partial Regex Statement();
}
