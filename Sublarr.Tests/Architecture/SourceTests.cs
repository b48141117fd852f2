using System.Text.RegularExpressions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>Rules of the house that a compiler does not know.</summary>
public sealed partial class SourceTests
{
    private const int LineLimit = 300;

    private static readonly string[] ChannelNames = ["\"script\"", "\"webhook\"", "\"ntfy\"", "\"gotify\"", "\"pushover\"", "\"telegram\"", "\"discord\"", "\"slack\"", "\"apprise\"", "\"email\"", "\"jellyfin\"", "\"emby\"", "\"kodi\"", "\"plex\""];

    private static readonly string[] Projects = ["Sublarr.Domain", "Sublarr.Infrastructure", "Sublarr.Web"];

    [Fact]
    public void Every_source_file_is_short()
    {
        var files = Sources("*.cs").Concat(Sources("*.razor")).Concat(Sources("*.css")).ToList();

        files.Count.ShouldBeGreaterThan(100);
        files.Where(file => File.ReadLines(file).Count() > LineLimit).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var files = Sources("*.cs").Concat(Sources("*.razor"));

        files.Where(file => File.ReadAllText(file) is var text && (text.Contains("TODO") || text.Contains("FIXME") || text.Contains("NotImplementedException"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_channel_is_named_in_its_own_folder_alone()
    {
        // An event's example is what somebody may be sent; the rest asks ChannelCatalog or IDeliveryChannel.
        var files = new[] { "Sublarr.Domain", "Sublarr.Infrastructure", "Sublarr.Web" }.SelectMany(SourceText.In)
            .Where(source => !source.Path.StartsWith("Channels/", StringComparison.Ordinal) && !source.Path.StartsWith("Events/Catalog/", StringComparison.Ordinal))
            // "webhook" is a symbol too.
            .Where(source => source.Path != "Components/Shared/Symbols.cs" && source.Texts.Any(ChannelNames.Contains)).Select(source => source.Path);
        var pages = Sources("*.razor").Where(file => NamesChannel().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        files.Concat(pages).ShouldBeEmpty("whatever differs from channel to channel stands in its ChannelInfo");
    }

    [Fact]
    public void Who_is_deleted_is_left_out_wherever_subscriptions_are_asked_for_by_their_table()
    {
        // context.Subscriptions leaves them out by itself; an expression cannot use it.
        var lines = Sources("*.cs").Where(file => !file.EndsWith("/SubscriptionTables.cs", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(line => line.Contains("Set<Subscription>()", StringComparison.Ordinal)).ToList();

        lines.ShouldNotBeEmpty();
        lines.Where(line => !line.Contains(".DeletedAt == null", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // "webhook" is an icon too.
    [GeneratedRegex("Channel[^\n]{0,40}\"(?:script|webhook|ntfy|gotify|pushover|telegram|discord|slack|apprise|email|jellyfin|emby|kodi|plex)\"")]
    private static partial Regex NamesChannel();

    internal static IEnumerable<string> Sources(string pattern) => Projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Folder, project), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/Migrations/") && !file.Contains("/CompiledModel/") && !file.Contains("/wwwroot/_"));
}
