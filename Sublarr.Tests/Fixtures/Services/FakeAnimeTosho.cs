namespace Sublarr.Tests.Fixtures.Services;

/// <summary>AnimeTosho.xyz: releases by AniDB's id of the episode, or by that of the series and the number; tracks at the release or at its files, plain or packed with xz.</summary>
internal sealed class FakeAnimeTosho : FakeService
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "Providers");

    protected override ServiceAnswer Answer(SentRequest request) => $"{request.Path}{request.Query}" switch
    {
        "/feed/json?eid=313249" => new(200, Sample("animetosho-feed.json")),
        "/feed/json?eid=1" => new(200, "[]"),
        "/json/v1/series/anidb/20151?ep=5&limit=100" => new(200, Releases),
        "/json/v1/series/anidb/69?limit=1" => new(200, """{"data":{"title":"A common series","releases":[]},"meta":{"count":0,"limit":1,"offset":0,"total":0}}"""),
        "/json?show=torrent&id=622245" => new(200, Sample("animetosho-torrent.json")),
        "/json?show=torrent&id=685550" => new(200, Tracks("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv")),
        "/json?show=torrent&id=685592" => new(200, Tracks("[GroupB] Harbor Lights 2nd Season - 05.mkv")),
        "/json?show=torrent&id=685593" => new(200, """{"id":685593,"status":"processing","files":[]}"""),
        "/releases/622245/subtitles/eng.ass" => new(200, "") { File = "[Script Info]\r\n"u8.ToArray(), Headers = [("Content-Type", "application/octet-stream")] },
        "/attachments/10002/3f70.xz" => new(200, "") { File = File.ReadAllBytes(Path.Combine(Folder, "attachment.ass.xz")), Headers = [("Content-Type", "application/x-xz")] },
        _ => new(404, """{"error":"not found"}"""),
    };

    // Two that share a track, one that is not complete, a batch, one that belongs to another part, and one that is gone.
    private const string Releases = """
        {"data":{"title":"Harbor Lights","releases":[
        {"id":685592,"title":"[GroupB] Harbor Lights 2nd Season - 05","is_batch":false,"series":{"episode_number":5,"anidb_aid":20151}},
        {"id":685550,"title":"Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA","is_batch":false,"series":{"episode_number":5,"anidb_aid":20151}},
        {"id":685593,"title":"[GroupC] Harbor Lights - 05","is_batch":false,"series":{"episode_number":5}},
        {"id":685594,"title":"[GroupC] Harbor Lights - Batch","is_batch":true,"series":{"episode_number":5}},
        {"id":685595,"title":"[GroupC] Harbor Lights - 17","is_batch":false,"series":{"episode_number":17}},
        {"id":685596,"title":"[GroupD] Harbor Lights - 05","is_batch":false}]},
        "meta":{"count":6,"limit":100,"offset":0,"total":6}}
        """;

    private string Tracks(string file) => $$$"""
        {"status":"complete","files":[{"filename":"{{{file}}}","attachments":[
        {"id":1,"type":"subtitle","url":"{{{Url}}}/attachments/10002/3f70.xz","info":{"format":"ASS","language":"English","language_code":"eng","forced":false}},
        {"id":2,"type":"subtitle","url":"{{{Url}}}/attachments/10002/3f71.xz","info":{"format":"ASS","language":"Portuguese[BR]","language_code":"por","forced":true}},
        {"id":3,"type":"subtitle","url":"{{{Url}}}/attachments/10002/3f72.xz","info":{"format":"SRT","language":"Spanish[LA]","language_code":"spa","forced":false}},
        {"id":4,"type":"subtitle","url":"{{{Url}}}/attachments/10002/3f73.xz","info":{"format":"PGS","language":"English","language_code":"eng"}}]}]}
        """;

    private static string Sample(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
