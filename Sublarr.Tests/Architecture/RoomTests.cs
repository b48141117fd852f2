using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>
/// The rooms of Sublarr.Infrastructure: a room uses only those below it. What it needs of one above it has a port in the room that asks,
/// and is handed in through the constructor. What a file uses is asked of the compiler.
/// </summary>
public sealed partial class RoomTests
{
    // Above all others, whose ports it answers: a second store stands beside it, and nobody else knows either.
    private const string Store = "Persistence/Sqlite";

    // Each provider is a room of its own above what all of them share, and none knows another.
    private const string Provider = "Providers/*";

    // The lowest first. Each channel is a room of its own, and none knows another.
    private static readonly string[] Rooms =
    [
        "Configuration", "Persistence", "Audit", "Security", "Outbound", "Settings", "Languages", "Jobs", "Schedules", "Events", "Incoming", "Arr", "Library", "Subtitles", "Wanted", "History",
        "Providers", Provider, "Subscriptions", "Deliveries", "Retention", "Backups",
        "Channels", "Scoring", "Search", "Upgrades", "Samples", "Transfer", "Telemetry", "Health", Store,
    ];

    private static readonly string[] ComponentLibraries = ["MudBlazor"];

    private static readonly Lazy<CompiledSources> Infrastructure = new(() => CompiledSources.In("Sublarr.Infrastructure"));

    private static readonly Lazy<IReadOnlyList<Use>> Uses = new(() => [.. Infrastructure.Value.Uses()]);

    [Fact]
    public void Every_folder_is_a_room_with_a_place_among_the_others()
    {
        var rooms = Infrastructure.Value.Paths.Where(IsInRoom).Select(FolderOf).Distinct();

        rooms.ShouldBe(Rooms, ignoreOrder: true);
    }

    [Fact]
    public void A_room_uses_only_rooms_below_it()
    {
        var lookingUp =
            from use in Uses.Value
            let home = use.Home ?? ""
            where IsInRoom(use.Path) && IsInRoom(home) && RoomOf(home) != RoomOf(use.Path) && FloorOf(home) >= FloorOf(use.Path)
            select $"{use.Path} -> {use.Name} in {RoomOf(home)}";

        Uses.Value.Select(use => use.Home).Distinct().Count().ShouldBeGreaterThan(200);
        lookingUp.ShouldBeEmpty("a room looks up: give it a port of its own, or move what it names into a room below it");
    }

    [Fact]
    public void The_compiler_knows_every_name() => Infrastructure.Value.Problems().ShouldBeEmpty("what it does not know is not seen by the tests beside this one");

    [Fact]
    public void Nothing_is_fetched_late_or_wired_by_assignment()
    {
        string[] locators = ["System.IServiceProvider", "Microsoft.Extensions.DependencyInjection.IServiceScopeFactory"];

        var fetching = Uses.Value.Where(use => IsInRoom(use.Path) && !IsRegistration(use.Path) && locators.Contains(use.FullName)).Select(use => use.Path);
        var wired = Infrastructure.Value.SettableProperties().Where(property => property.Kind == TypeKind.Delegate).Select(property => $"{property.Path}: {property.Name}");

        fetching.ShouldBeEmpty("what a class needs is an argument of its constructor; where that makes a circle, one of its classes is two");
        wired.ShouldBeEmpty("what has to be called is an argument of the constructor: it cannot be forgotten");
    }

    [Fact]
    public void Every_room_registers_what_it_offers()
    {
        var rooms = Infrastructure.Value.Paths.Where(IsInRoom).Select(RoomOf).Distinct().ToList();

        var silent = rooms.Except(Infrastructure.Value.Paths.Where(IsRegistration).Select(RoomOf));

        // A channel whose two files are all there is of it is found by scan, and so is every provider.
        silent.Where(room => !room.StartsWith("Channels/", StringComparison.Ordinal) && !room.StartsWith("Providers/", StringComparison.Ordinal)).ShouldBe(["Configuration"]);
    }

    [Fact]
    public void SQL_stands_in_the_store_alone()
    {
        string[] projects = ["Sublarr.Domain", "Sublarr.Infrastructure", "Sublarr.Web"];

        var sources = projects.SelectMany(SourceText.In).Where(source => source.Texts.Any(text => Statement().IsMatch(text))).Select(source => source.Path).ToLookup(IsInStore);

        sources[true].Count().ShouldBeGreaterThan(10);
        sources[false].ShouldBeEmpty($"SQL stands outside {Store}: ask a port of the room that has the table");
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
    private static bool IsInRoom(string path) => path.Contains('/', StringComparison.Ordinal);

    private static bool IsInStore(string path) => path.StartsWith($"{Store}/", StringComparison.Ordinal);

    private static bool IsRegistration(string path) => path.EndsWith("Registration.cs", StringComparison.Ordinal);

    private static int FloorOf(string path) => Array.IndexOf(Rooms, FolderOf(path));

    private static string FolderOf(string path) => IsInStore(path) ? Store : path.Split('/') is ["Providers", _, _, ..] ? Provider : path.Split('/')[0];

    private static string RoomOf(string path) => path.Split('/') is [("Channels" or "Providers") and var floor, var room, _, ..] ? $"{floor}/{room}" : FolderOf(path);

    [GeneratedRegex("""^[$@]*\"+\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|WITH RECURSIVE|BEGIN|COMMIT|ROLLBACK|CREATE|DROP|ALTER|VACUUM)\b""")]
    private static partial Regex Statement();
}
