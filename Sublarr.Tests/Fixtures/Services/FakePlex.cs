namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Plex with a library of series below /tv, one of anime below /tv/anime and one of movies. It answers 200 to a path that it does not know.</summary>
internal sealed class FakePlex : FakeService
{
    public const string Token = "plex-token-canary";

    /// <summary>True when its disk holds the subtitle.</summary>
    public bool HasSidecar { get; set; } = true;

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
            {"key":"2","type":"movie","title":"Movies","Location":[{"id":2,"path":"/movies"}]},{"key":"4","type":"artist","title":"Music","Location":[{"id":4,"path":"/music"}]}]
            """),
        { Path: "/library/sections/1/all" } when request.Query.Contains("title=The%20Harbour%20Line", StringComparison.Ordinal) || !request.Query.Contains("title=", StringComparison.Ordinal) =>
            Container("""
            "Metadata":[{"ratingKey":"10","title":"The Harbour Line","Guid":[{"id":"tvdb://400123"}]},{"ratingKey":"90","title":"After The Harbour Line","Guid":[{"id":"tvdb://7"}]}]
            """),
        { Path: "/library/metadata/10/allLeaves" } => Container("""
            "Metadata":[{"ratingKey":"11","parentIndex":1,"index":1},{"ratingKey":"21","parentIndex":2,"index":1}]
            """),
        { Method: "GET", Path: "/library/metadata/21" } => Container($$"""
            "Metadata":[{"ratingKey":"21","Media":[{"Part":[{"Stream":[{"streamType":1}{{(HasSidecar && Refreshed.Any() ? """,{"streamType":3,"key":"/library/streams/9","languageTag":"de","languageCode":"deu"}""" : "")}}]}]}]}]
            """),
        { Method: "PUT", Path: "/library/metadata/21/refresh" or "/library/metadata/10/refresh" } => new(200, ""),
        { Method: "GET" } when request.Path.StartsWith("/library/sections/", StringComparison.Ordinal) => request.Path.EndsWith("/refresh", StringComparison.Ordinal) ? new(200, "") : Container("\"size\":0"),
        _ => new(404, "<html><head><title>Not Found</title></head></html>"),
    };

    private static ServiceAnswer Container(string members) => new(200, $"{{\"MediaContainer\":{{{members}}}}}");
}
