using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>SubDL, version 1: 200 whatever happens, with the error inside; its files on another host, and named as an archive whatever they are.</summary>
internal sealed class FakeSubDl : FakeService
{
    public const string Key = "subdlKey0123456789";

    /// <summary>True when the downloads of the day are used up.</summary>
    public bool IsUsedUp { get; set; }

    /// <summary>What every search finds; what was recorded unless a test says otherwise.</summary>
    public string? Finds { get; set; }

    /// <summary>What lies on its other host, by paths.</summary>
    public ConcurrentDictionary<string, ServiceAnswer> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a path was fetched.</summary>
    public int FetchedOf(string path) => Requests.Count(request => request.Path == path);

    /// <summary>A row of a search.</summary>
    public static string Row(string release, string url, int? episode = null, string language = "EN") => JsonSerializer.Serialize(
        new { release_name = release, lang = language, language, author = "someone", url, season = episode is null ? 0 : 2, episode, hi = false, releases = Array.Empty<string>(), full_season = false });

    /// <summary>What a search finds that finds these rows.</summary>
    public static string Found(string name, params string[] rows) =>
        $$"""{"status":true,"results":[{"sd_id":1,"type":"tv","name":{{JsonSerializer.Serialize(name)}}}],"subtitles":[{{string.Join(',', rows)}}]}""";

    protected override ServiceAnswer Answer(SentRequest request)
    {
        var asked = HttpUtility.ParseQueryString(request.Query);
        return request.Path switch
        {
            "/api/v1/subtitles" when asked["api_key"] != Key => new(403, """{"status":false,"error":"invalid api key"}"""),
            "/api/v1/subtitles" when Finds is not null => new(200, Finds),
            "/api/v1/subtitles" when asked["imdb_id"] == "tt9000001" => new(200, Recorded),
            "/api/v1/subtitles" => new(200, """{"status":false,"error":"can't find movie or tv"}"""),
            _ when Files.TryGetValue(request.Path, out var file) => file,
            _ when IsUsedUp => new(500, "Download limit exceeded"),
            "/subtitle/2506211-1689020.zip" when request.Query.Length == 0 => new(200, "") { File = [0x50, 0x4B, 0x03, 0x04, .. Encoding.ASCII.GetBytes("rest")], Headers = [("Content-Type", "application/zip")] },
            _ => new(404, "<html><body>404</body></html>"),
        };
    }

    private const string Recorded = """
        {"status":true,"results":[{"sd_id":1300025,"type":"tv","name":"Harbor Lights","imdb_id":"tt9000001","tmdb_id":77001,"year":2020}],
        "subtitles":[
        {"release_name":"Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA","name":"SUBDL.com::harbor.lights.s02e05.zip","lang":"english","author":"someone","url":"/subtitle/2506211-1689020.zip?api_key=subdlKey0123456789","season":2,"episode":5,"language":"EN","hi":true,"releases":["Harbor.Lights.S02E05.720p.WEB.H264-GROUPA"],"episode_from":null,"episode_end":0,"full_season":false},
        {"release_name":"Harbor.Lights.S02E05.WEB-X","lang":"english","url":"/subtitle/3.zip","season":0,"episode":null,"hi":false,"releases":[],"episode_from":null,"episode_end":0,"full_season":false},
        {"release_name":"Harbor.Lights.S02.COMPLETE","lang":"brazillian portuguese","author":"packer","url":"/subtitle/2506211-1689021.zip","season":2,"episode":null,"language":"BR_PT","hi":false,"releases":[],"episode_from":1,"episode_end":10,"full_season":true},
        {"release_name":"Harbor.Lights.S02E05","lang":"klingon","url":"/subtitle/4.zip","season":2,"episode":5,"language":"TLH"}],
        "totalPages":1,"currentPage":1}
        """;
}
