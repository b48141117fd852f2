using System.Web;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>SubSource: a title first, which it often does not know by its id; then its subtitles, with most fields empty; then archives.</summary>
internal sealed class FakeSubSource : FakeService
{
    public const string Key = "sk_0123456789abcdef";

    /// <summary>True to know nothing by its id.</summary>
    public bool KnowsNoIds { get; set; }

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request.Headers.GetValueOrDefault("X-API-Key") is not { Length: > 0 } key)
        {
            return new(401, """{"success":false,"message":"API key required"}""");
        }

        var asked = HttpUtility.ParseQueryString(request.Query);
        return (key == Key, request.Path) switch
        {
            (false, _) => new(401, """{"success":false,"message":"Invalid API key"}"""),
            (_, "/api/v1/movies/search") when asked["searchType"] == "imdb" && (KnowsNoIds || asked["imdb"] != "tt9000001") => new(200, """{"success":true,"data":[]}"""),
            (_, "/api/v1/movies/search") when asked["searchType"] == "imdb" => new(200, $$"""{"success":true,"data":[{{Title}}]}"""),
            (_, "/api/v1/movies/search") => new(200, $$"""{"success":true,"data":[{"movieId":11,"title":"Another Harbor","releaseYear":2001},{{Title}}]}"""),
            (_, "/api/v1/subtitles") when asked["movieId"] == "12" && asked["language"] == "english" => new(200, List),
            (_, "/api/v1/subtitles") => new(200, """{"success":true,"data":[]}"""),
            (_, "/api/v1/subtitles/901/download") => new(200, "") { File = [0x50, 0x4B, 0x03, 0x04], Headers = [("Content-Type", "application/zip")] },
            _ => new(404, """{"success":false,"message":"Not found"}"""),
        };
    }

    private const string Title = """{"movieId":12,"title":"Harbor Lights","releaseYear":2021}""";

    private const string List = """
        {"success":true,"data":[
        {"subtitleId":901,"language":"english","link":"/s/901","releaseInfo":["Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA"],"commentary":"SDH, synced","hearingImpaired":null,"foreignParts":null,"uploaderId":1,"contributors":[{"id":1,"displayname":"someone"}]},
        {"subtitleId":902,"language":"english","releaseInfo":["Harbor.Lights.S02E06.1080p.WEB"],"commentary":null,"hearingImpaired":null,"foreignParts":null,"contributors":[]},
        {"subtitleId":903,"language":"english","releaseInfo":["Harbor.Lights.S02E05.WEB"],"commentary":"non HI version","hearingImpaired":null,"foreignParts":false,"contributors":[]},
        {"subtitleId":904,"language":"english","releaseInfo":["Harbor.Lights.S02.COMPLETE"],"commentary":"","hearingImpaired":null,"foreignParts":null,"contributors":[]}]}
        """;
}
