using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Jellyfin 12 with one series and one movie, and more where a test gives it some: it refuses the old header, refreshes by what stands in the query alone, and lists a sidecar when it has looked again.</summary>
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

    /// <summary>True where it has listed the sidecars for long.</summary>
    public bool Stays { get; set; }

    /// <summary>Series and movies besides, with all that is known of them; it tells their streams only where these are asked for.</summary>
    public List<JsonObject> Others { get; } = [];

    /// <summary>Episodes of those series.</summary>
    public Dictionary<string, JsonObject[]> Episodes { get; } = [];

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
        { Method: "GET", Path: "/Items" } => Page(request),
        { Method: "GET", Path: $"/Shows/{Series}/Episodes" } => Items(request.Query.Contains("season=2&", StringComparison.Ordinal) ? [EpisodeItem()] : []),
        { Method: "GET" } when request.Path.EndsWith("/Episodes", StringComparison.Ordinal) => Items(Episodes.GetValueOrDefault(request.Path.Split('/')[2]) ?? []),
        { Method: "POST", Path: "/Library/Media/Updated" } => new(204, ""),
        { Method: "POST" } when request.Path.EndsWith("/Refresh", StringComparison.Ordinal) => new(Knows(request.Path.Split('/')[2]) ? 204 : 404, ""),
        _ => new(404, ""),
    };

    private static ServiceAnswer Items(IEnumerable<JsonObject> items, int? count = null, int start = 0)
    {
        var all = new JsonArray([.. items.Select(item => item.DeepClone())]);
        return new(200, new JsonObject { ["Items"] = all, ["TotalRecordCount"] = count ?? all.Count, ["StartIndex"] = start }.ToJsonString());
    }

    private bool Knows(string id) => id is Series or Episode or Movie || Others.Concat(Episodes.Values.SelectMany(each => each)).Any(item => item["Id"]!.ToString() == id);

    private ServiceAnswer Page(SentRequest request)
    {
        var asked = QueryHelpers.ParseQuery(request.Query);
        var isWide = !asked.ContainsKey("ids");
        var found = All.Where(item => isWide ? asked["includeItemTypes"].ToString().Split(',').Contains(item["Type"]!.ToString()) : asked["ids"] == item["Id"]!.ToString())
            .Where(item => !asked.TryGetValue("searchTerm", out var term) || item["Name"]!.ToString().Contains(term.ToString(), StringComparison.OrdinalIgnoreCase))
            .Where(item => !asked.TryGetValue("years", out var year) || item["ProductionYear"]?.ToString() == year)
            .ToList();
        var start = asked.TryGetValue("startIndex", out var first) ? int.Parse(first.ToString(), CultureInfo.InvariantCulture) : 0;
        var limit = asked.TryGetValue("limit", out var most) ? int.Parse(most.ToString(), CultureInfo.InvariantCulture) : int.MaxValue;
        return Items(found.Skip(start).Take(limit).Select(item => WithFields(item, asked["fields"].ToString())), found.Count, start);
    }

    private static JsonObject WithFields(JsonObject item, string fields)
    {
        var told = item.DeepClone().AsObject();
        foreach (var name in new[] { "Path", "ProviderIds", "MediaStreams" }.Where(name => !fields.Contains(name, StringComparison.Ordinal)))
        {
            told.Remove(name);
        }

        return told;
    }

    private IEnumerable<JsonObject> All =>
    [
        new() { ["Id"] = Series, ["Name"] = "The Harbour Line", ["Type"] = "Series", ["ProductionYear"] = 2023, ["ProviderIds"] = new JsonObject { ["Tvdb"] = "400123" } },
        new()
        {
            ["Id"] = Movie, ["Name"] = "Salt", ["Type"] = "Movie", ["ProductionYear"] = 2010, ["Path"] = "/films/Salt (2010)/Salt.mkv", ["ProviderIds"] = new JsonObject { ["Imdb"] = "tt0944835" },
        },
        .. Others,
    ];

    private JsonObject EpisodeItem()
    {
        var isListed = Stays || (Refreshed.Any() && ++_reads > SlowReads);
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
