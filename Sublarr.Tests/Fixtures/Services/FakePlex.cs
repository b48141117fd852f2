using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Plex with a library of series below /tv, one of anime below /tv/anime and one of movies. It answers 200 to a path that it does not know.</summary>
internal sealed class FakePlex : FakeService
{
    public const string Token = "plex-token-canary";

    /// <summary>True when its disk holds the subtitle.</summary>
    public bool HasSidecar { get; set; } = true;

    /// <summary>True where it has listed the sidecar for long.</summary>
    public bool Stays { get; set; }

    /// <summary>Series and movies besides, each in a library: one of them has "key" of it as <c>section</c>.</summary>
    public List<JsonObject> Others { get; } = [];

    /// <summary>Episodes of those series, by the key of the series.</summary>
    public Dictionary<string, JsonObject[]> Leaves { get; } = [];

    /// <summary>Folders that it was told to look through, with the library.</summary>
    public IEnumerable<string> Scanned => Requests.Where(request => request.Path.StartsWith("/library/sections/", StringComparison.Ordinal) && request.Path.EndsWith("/refresh", StringComparison.Ordinal))
        .Select(request => $"{request.Path.Split('/')[3]}: {Uri.UnescapeDataString(request.Query[6..])}");

    /// <summary>Items that were refreshed.</summary>
    public IEnumerable<string> Refreshed => Requests.Where(request => request.Method == "PUT").Select(request => request.Path.Split('/')[3]);

    protected override ServiceAnswer Answer(SentRequest request) => request switch
    {
        { Path: "/identity" } => Container("\"version\":\"1.41.0.0000-fake\""),
        _ when request.Headers.GetValueOrDefault("X-Plex-Token") != Token => new(401, "<html><head><title>Unauthorized</title></head></html>"),
        { Path: "/library/sections" } => Container("""
            "Directory":[{"key":"1","type":"show","title":"TV","Location":[{"id":1,"path":"/tv"}]},{"key":"3","type":"show","title":"Anime","Location":[{"id":3,"path":"/tv/anime/"}]},
            {"key":"2","type":"movie","title":"Movies","Location":[{"id":2,"path":"/movies"}]},{"key":"5","type":"movie","title":"Movies in 4K","Location":[{"id":5,"path":"/movies4k"}]},{"key":"4","type":"artist","title":"Music","Location":[{"id":4,"path":"/music"}]}]
            """),
        { Method: "GET" } when request.Path.StartsWith("/library/sections/", StringComparison.Ordinal) && request.Path.EndsWith("/all", StringComparison.Ordinal) => Page(request),
        { Path: "/library/metadata/10/allLeaves" } => Container("""
            "Metadata":[{"ratingKey":"11","parentIndex":1,"index":1},{"ratingKey":"21","parentIndex":2,"index":1}]
            """),
        { Method: "GET", Path: "/library/metadata/21" } => Container($$"""
            "Metadata":[{"ratingKey":"21","Media":[{"Part":[{"Stream":[{"streamType":1}{{(HasSidecar && (Stays || Refreshed.Any()) ? """,{"streamType":3,"key":"/library/streams/9","languageTag":"de","languageCode":"deu"}""" : "")}}]}]}]}]
            """),
        { Method: "PUT", Path: "/library/metadata/21/refresh" or "/library/metadata/10/refresh" } => new(200, ""),
        { Method: "GET" } when request.Path.EndsWith("/allLeaves", StringComparison.Ordinal) => Listed(Leaves.GetValueOrDefault(request.Path.Split('/')[3]) ?? []),
        { Method: "GET" } when Find(request.Path) is { } item => Listed([item]),
        { Method: "PUT" } when Find(request.Path) is not null => new(200, ""),
        { Method: "GET" } when request.Path.StartsWith("/library/sections/", StringComparison.Ordinal) => request.Path.EndsWith("/refresh", StringComparison.Ordinal) ? new(200, "") : Container("\"size\":0"),
        _ => new(404, "<html><head><title>Not Found</title></head></html>"),
    };

    // Without both of them it answers with the whole list, and does not tell how long it is.
    private ServiceAnswer Page(SentRequest request)
    {
        var asked = QueryHelpers.ParseQuery(request.Query);
        var found = All.Where(item => item["section"]!.ToString() == request.Path.Split('/')[3])
            .Where(item => !asked.TryGetValue("title", out var title) || item["title"]!.ToString().Contains(title.ToString(), StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (!asked.TryGetValue("X-Plex-Container-Start", out var start) || !asked.TryGetValue("X-Plex-Container-Size", out var size))
        {
            return Listed(found);
        }

        var page = found.Skip(int.Parse(start.ToString(), CultureInfo.InvariantCulture)).Take(int.Parse(size.ToString(), CultureInfo.InvariantCulture));
        return Listed(page, found.Count);
    }

    private IEnumerable<JsonObject> All =>
    [
        new() { ["section"] = "1", ["ratingKey"] = "10", ["title"] = "The Harbour Line", ["Guid"] = new JsonArray(new JsonObject { ["id"] = "tvdb://400123" }) },
        new() { ["section"] = "1", ["ratingKey"] = "90", ["title"] = "After The Harbour Line", ["Guid"] = new JsonArray(new JsonObject { ["id"] = "tvdb://7" }) },
        .. Others,
    ];

    private JsonObject? Find(string path) => path.StartsWith("/library/metadata/", StringComparison.Ordinal)
        ? Others.Concat(Leaves.Values.SelectMany(each => each)).FirstOrDefault(item => item["ratingKey"]!.ToString() == path.Split('/')[3])
        : null;

    private static ServiceAnswer Listed(IEnumerable<JsonObject> items, int? count = null)
    {
        var list = new JsonArray([.. items.Select(item => item.DeepClone())]);
        return Container($"\"size\":{list.Count},{(count is null ? "" : $"\"totalSize\":{count},")}\"Metadata\":{list.ToJsonString()}");
    }

    private static ServiceAnswer Container(string members) => new(200, $"{{\"MediaContainer\":{{{members}}}}}");
}
