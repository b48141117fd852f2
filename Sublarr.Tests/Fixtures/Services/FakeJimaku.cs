using System.Text;
using System.Web;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Jimaku: the key bare in the header, anime alone unless told otherwise, and files that are known by their names.</summary>
internal sealed class FakeJimaku : FakeService
{
    public const string Key = "jimakuKey0123456789";

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request.Path.StartsWith("/api/", StringComparison.Ordinal) && request.Headers.GetValueOrDefault("Authorization") != Key)
        {
            return new(401, """{"error":"unauthorized","code":7}""");
        }

        var asked = HttpUtility.ParseQueryString(request.Query);
        return request.Path switch
        {
            "/api/entries/search" when asked["anilist_id"] == "154587" || (asked["query"] is not null && asked["anime"] != "false") => new(200, """[{"id":729,"name":"Tsuki no Minato","flags":{"anime":true},"anilist_id":154587,"english_name":"Moon Harbor","japanese_name":"月の港"}]"""),
            "/api/entries/search" when asked["tmdb_id"] == "tv:77001" && asked["anime"] == "false" => new(200, """[{"id":729,"name":"Harbor Lights","flags":{"anime":false}}]"""),
            "/api/entries/search" when asked["anilist_id"] == "154003" => new(200, """[{"id":730,"name":"Harbor Lights Part 2","flags":{"anime":true},"anilist_id":154003}]"""),
            "/api/entries/search" => new(200, "[]"),
            "/api/entries/730/files" => new(200, $$"""
                [{"url":"{{Url}}/entry/730/download/01.srt","name":"[Group] Harbor Lights Part 2 - 01.ja.srt","size":31022},
                {"url":"{{Url}}/entry/730/download/02.srt","name":"[Group] Harbor Lights Part 2 - 02.ja.srt","size":31022},
                {"url":"{{Url}}/entry/730/download/13.srt","name":"[Other] Harbor Lights - 13.ja.srt","size":31022}]
                """),
            "/api/entries/729/files" when asked["episode"] == "5" => new(200, Files(Url)),
            _ when request.Path.StartsWith("/entry/729/download/", StringComparison.Ordinal) => new(200, "") { File = Encoding.UTF8.GetBytes("1\n00:00:01,000 --> 00:00:02,000\n月\n"), Headers = [("Content-Type", "application/octet-stream")] },
            _ => new(404, """{"error":"not found","code":6}"""),
        };
    }

    private static string Files(string url) => $$"""
        [{"url":"{{url}}/entry/729/download/%5BGroup%5D%20Tsuki%20no%20Minato%20-%2005.ja.srt","name":"[Group] Tsuki no Minato - 05.ja.srt","size":31022,"last_modified":"2026-05-01T12:00:00Z"},
        {"url":"{{url}}/entry/729/download/05.en.ass","name":"Tsuki no Minato S01E05.en.ass","size":31022,"last_modified":"2026-05-01T12:00:00Z"},
        {"url":"{{url}}/entry/729/download/whisper.srt","name":"Tsuki no Minato - 05 whisperai.srt","size":31022,"last_modified":"2026-05-01T12:00:00Z"},
        {"url":"{{url}}/entry/729/download/S01.zip","name":"Tsuki no Minato S01.zip","size":402311,"last_modified":"2026-05-02T12:00:00Z"},
        {"url":"{{url}}/entry/729/download/broken.srt","name":"Tsuki no Minato - 05.srt","size":12,"last_modified":"2026-05-02T12:00:00Z"},
        {"url":"{{url}}/entry/729/download/06.srt","name":"Tsuki no Minato - 06.srt","size":31022,"last_modified":"2026-05-02T12:00:00Z"}]
        """;
}
