using System.Text.Json.Nodes;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Jellyfin 12 with one series and one movie: it refuses the old header, refreshes by what stands in the query alone, and lists a sidecar when it has looked again.</summary>
internal class FakeMediaBrowser : FakeService
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    public const string Series = "5e0000000000000000000000000000aa";
    public const string Episode = "e90000000000000000000000000000bb";
    public const string Movie = "0f0000000000000000000000000000cc";

    private int _reads;

    /// <summary>Languages of the sidecars on its disk.</summary>
    public List<string> Sidecars { get; } = ["de"];

    /// <summary>How many reads after a refresh pass before the sidecars are listed.</summary>
    public int SlowReads { get; set; }

    /// <summary>What it answers everything with, as an error; null when it is well.</summary>
    public string? Complaint { get; set; }

    /// <summary>True takes no key any more, as after somebody has removed it.</summary>
    public bool RefusesKeys { get; set; }

    /// <summary>Items that were refreshed.</summary>
    public IEnumerable<string> Refreshed => Requests.Where(request => request.Path.EndsWith("/Refresh", StringComparison.Ordinal)).Select(request => request.Path.Split('/')[2]);

    /// <summary>What it was told of.</summary>
    public IEnumerable<SentRequest> Told => Requests.Where(request => request.Path == "/Library/Media/Updated");

    protected virtual bool IsSignedIn(SentRequest request) => request.Headers.GetValueOrDefault("Authorization") == $"MediaBrowser Token=\"{Key}\"";

    protected override ServiceAnswer Answer(SentRequest request) => request switch
    {
        _ when Complaint is { } complaint => new(500, complaint),
        { Path: "/System/Info/Public" } => new(200, """{"ServerName":"media","Version":"12.0.0","ProductName":"Jellyfin Server"}"""),
        _ when RefusesKeys || !IsSignedIn(request) => new(401, ""),
        { Path: "/System/Info" } => new(200, """{"ServerName":"media","Version":"12.0.0"}"""),
        { Path: "/Library/VirtualFolders" } => new(200, """[{"Name":"Shows","Locations":["/media/tv"]},{"Name":"Films","Locations":["/media/films"]}]"""),
        { Method: "GET", Path: "/Items" } when request.Query.Contains("limit=1", StringComparison.Ordinal) && !request.Query.Contains("searchTerm", StringComparison.Ordinal) =>
            Items([new() { ["Id"] = Series, ["Name"] = "The Harbour Line", ["Type"] = "Series" }]),
        { Method: "GET", Path: "/Items" } => Items(Find(request.Query)),
        { Method: "GET", Path: $"/Shows/{Series}/Episodes" } => Items(request.Query.Contains("season=2&", StringComparison.Ordinal) ? [EpisodeItem()] : []),
        { Method: "POST", Path: "/Library/Media/Updated" } => new(204, ""),
        { Method: "POST" } when request.Path.EndsWith("/Refresh", StringComparison.Ordinal) => new(request.Path.Split('/')[2] is Series or Episode or Movie ? 204 : 404, ""),
        _ => new(404, ""),
    };

    private static ServiceAnswer Items(IEnumerable<JsonObject> items)
    {
        var all = new JsonArray([.. items]);
        return new(200, new JsonObject { ["Items"] = all, ["TotalRecordCount"] = all.Count, ["StartIndex"] = 0 }.ToJsonString());
    }

    private static IEnumerable<JsonObject> Find(string query)
    {
        var isAll = !query.Contains("searchTerm=", StringComparison.Ordinal) && !query.Contains("years=", StringComparison.Ordinal);
        var isNamed = isAll || query.Contains("searchTerm=The%20Harbour%20Line", StringComparison.Ordinal) || query.Contains("years=2023", StringComparison.Ordinal);
        if (isNamed && query.Contains("Series", StringComparison.Ordinal))
        {
            yield return new() { ["Id"] = Series, ["Name"] = "The Harbour Line", ["Type"] = "Series", ["ProviderIds"] = new JsonObject { ["Tvdb"] = "400123" } };
        }

        if (query.Contains("Movie", StringComparison.Ordinal) && query.Contains("searchTerm=Salt", StringComparison.Ordinal))
        {
            yield return new() { ["Id"] = Movie, ["Name"] = "Salt", ["Type"] = "Movie", ["Path"] = "/films/Salt (2010)/Salt.mkv", ["ProviderIds"] = new JsonObject { ["Imdb"] = "tt0944835" } };
        }
    }

    private JsonObject EpisodeItem()
    {
        var isListed = Refreshed.Any() && ++_reads > SlowReads;
        return new()
        {
            ["Id"] = Episode, ["Name"] = "Low Tide", ["Type"] = "Episode", ["IndexNumber"] = 1,
            ["MediaStreams"] = new JsonArray(
            [
                new JsonObject { ["Type"] = "Video" },
                .. isListed ? Sidecars.Select(language => new JsonObject { ["Type"] = "Subtitle", ["IsExternal"] = true, ["Path"] = $"/media/tv/The Harbour Line/S02E01.{language}.srt" }) : [],
            ]),
        };
    }
}

/// <summary>An Emby, which knows the old header alone.</summary>
internal sealed class FakeEmby : FakeMediaBrowser
{
    protected override bool IsSignedIn(SentRequest request) => request.Headers.GetValueOrDefault("X-Emby-Token") == Key;
}
