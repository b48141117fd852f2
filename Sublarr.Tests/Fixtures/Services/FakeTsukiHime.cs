namespace Sublarr.Tests.Fixtures.Services;

/// <summary>TsukiHime: an anime by AniDB's or AniList's id, its releases by AniDB's number of the episode, and the tracks of one release at a time, packed with xz.</summary>
internal sealed class FakeTsukiHime : FakeService
{
    private static readonly string Packed = Path.Combine(AppContext.BaseDirectory, "TestData", "Providers", "attachment.ass.xz");

    /// <summary>How many releases it has of the movie.</summary>
    public const int Movies = 12;

    /// <summary>True when its files are pages of whoever stands in front of it.</summary>
    public bool IsShut { get; set; }

    /// <summary>True when its files are plain, which they never are.</summary>
    public bool IsPlain { get; set; }

    protected override ServiceAnswer Answer(SentRequest request) => request.Path switch
    {
        "/v1/animes/anidb/20151" or "/v1/animes/anidb/69" => new(200, """{"id":2086,"anidb":20151,"release_year":2022}"""),
        "/v1/animes/anilist/154180" => new(200, """{"id":400,"anilist":154180,"release_year":2019}"""),
        "/v1/animes/2086/episodes/5" => new(200, Releases),
        "/v1/animes/400" => new(200, $$"""{"results":[{{string.Join(',', Enumerable.Range(1, Movies).Select(Movie))}}]}"""),
        "/v1/torrents/301" => new(200, Tracks(133226, "Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv")),
        "/v1/torrents/302" => new(200, Tracks(2826332, "[GroupB] Harbor Lights 2nd Season - 05 [720p].mkv")),
        "/v1/torrents/304" => new(200, Tracks(9, "[GroupB] Harbor Lights 2nd Season - 07 [720p].mkv")),
        _ when request.Path.StartsWith("/v1/torrents/4", StringComparison.Ordinal) => new(200, Tracks(65537, "Paper.Comet.2019.1080p.BluRay.x264-GROUPC.mkv")),
        "/attach/0002086a/133226.xz" or "/tosho/attach/002b205c/2826332.xz" => new(200, IsShut ? "<!DOCTYPE html><html></html>" : "")
        {
            File = IsShut ? null : IsPlain ? "[Script Info]"u8.ToArray() : File.ReadAllBytes(Packed),
            Headers = [("Content-Type", IsShut ? "text/html" : "application/x-xz")],
        },
        _ => new(404, """{"message":"Not found"}"""),
    };

    // One of each kind: its own, a mirrored one, one that is not completed, one of another episode, one without a wanted language, and one that is gone.
    private const string Releases = """
        {"results":[
        {"id":302,"name":"[GroupB] Harbor Lights 2nd Season - 05 [720p]","state":"completed","sublangs":["en","pt-br"],"animetosho":true,"source_date":"1700000300"},
        {"id":301,"name":"Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA","state":"completed","sublangs":["en","es-419"],"source_date":1700000100},
        {"id":303,"name":"[GroupC] Harbor Lights - 05","state":"pending","sublangs":["en"],"source_date":1700000200},
        {"id":304,"name":"[GroupB] Harbor Lights 2nd Season - 07 [720p]","state":"completed","sublangs":["en"]},
        {"id":305,"name":"[GroupD] Harbor Lights - 05","state":"completed","sublangs":["ar","zh-hans"]},
        {"id":306,"name":"[GroupE] Harbor Lights - 05","state":"completed","sublangs":["en"]}]}
        """;

    private static string Movie(int number) =>
        $$"""{"id":4{{number:00}},"name":"Paper.Comet.2019.{{(number == Movies ? "1080p.BluRay.x264-GROUPC" : "480p.DVD-OTHER")}}","state":"completed","sublangs":["en"]}""";

    private static string Tracks(int id, string file) => $$$"""
        {"files":[{"filename":"{{{file}}}","attachments":[
        {"id":{{{id}}},"type":1,"info":{"cached":1,"codec":"ass","lang":"en","name":"English","tracknum":3}},
        {"id":{{{id + 1}}},"type":1,"info":{"codec":"srt","lang":"en","name":"English (SDH)","forced":0}},
        {"id":{{{id + 2}}},"type":1,"info":{"codec":"ass","lang":"en","name":"Signs & Songs","forced":0}},
        {"id":{{{id + 3}}},"type":1,"info":{"codec":"ass","lang":"pt-br","name":"Portuguese","forced":1}},
        {"id":{{{id + 4}}},"type":1,"info":{"codec":"ass","lang":"es-419","name":"Spanish"}},
        {"id":{{{id + 5}}},"type":1,"info":{"cached":0,"codec":"ass","lang":"en","name":"English"}},
        {"id":{{{id + 6}}},"type":1,"info":{"codec":"pgs","lang":"en","name":"English"}},
        {"id":{{{id + 7}}},"type":2,"info":{"name":"arial.ttf"}}]}]}
        """;
}
