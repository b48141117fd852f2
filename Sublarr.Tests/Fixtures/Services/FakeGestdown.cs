using System.Text;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Gestdown: each language is a question of its own, "not found" is a bare text or an object, and a show that is being refreshed is locked.</summary>
internal sealed class FakeGestdown : FakeService
{
    public const string Show = "91eb9278-8cf5-4ddd-9111-7f60b1500001";

    /// <summary>True while the show is being refreshed.</summary>
    public bool IsRefreshing { get; set; }

    /// <summary>True to know the show by its name alone.</summary>
    public bool KnowsNoIds { get; set; }

    /// <summary>True when where it has its subtitles from gives no more.</summary>
    public bool IsLimited { get; set; }

    protected override ServiceAnswer Answer(SentRequest request) => Uri.UnescapeDataString(request.Path) switch
    {
        "/shows/external/tvdb/990001" when !KnowsNoIds => new(200, Shows),
        "/shows/search/Harbor Lights" or "/shows/search/Friends" => new(200, Shows),
        $"/subtitles/get/{Show}/2/5/en" => IsRefreshing ? new(423, "") : new(200, Subtitles),
        $"/subtitles/get/{Show}/2/5/Portuguese (Brazil)" => new(404, """{"error":"Couldn't find subtitles"}"""),
        "/subtitles/download/712de981-a7cc-4ce0-842c-0da9a06d0001" when IsLimited => new(200, "<!DOCTYPE html><html><body>Daily limit</body></html>"),
        "/subtitles/download/712de981-a7cc-4ce0-842c-0da9a06d0001" => new(200, "")
        {
            File = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n")],
            Headers = [("Content-Type", "text/srt"), ("Content-Disposition", "attachment; filename=Harbor.Lights.S02E05.GROUPA.en.srt; filename*=UTF-8''Harbor.Lights.S02E05.GROUPA.en.srt")],
        },
        _ => new(404, "\"Couldn't find show: No Such Show\""),
    };

    private const string Shows = $$"""{"shows":[{"id":"{{Show}}","name":"Harbor Lights","nbSeasons":2,"seasons":[1,2],"tvDbId":990001,"tmdbId":77001,"slug":"harbor-lights"}]}""";

    private const string Subtitles = """
        {"matchingSubtitles":[
        {"subtitleId":"712de981-a7cc-4ce0-842c-0da9a06d0001","version":"WEB.NTb+GROUPA","completed":true,"hearingImpaired":false,"hd":true,"language":"English","discovered":"2022-05-30T14:51:00.621711Z","downloadCount":101,"source":"Addic7ed","qualities":["1080p"],"release":null},
        {"subtitleId":"712de981-a7cc-4ce0-842c-0da9a06d0003","version":"GROUPX","completed":false,"hearingImpaired":false,"language":"English","downloadCount":0,"qualities":[],"release":null},
        {"subtitleId":"sp_1086727a-eb71-4b24-a209-7cf22374574d_ep_5","version":"x","completed":true,"hearingImpaired":true,"language":"English","downloadCount":2,"source":"SuperSubtitles","qualities":["1080p"],"release":"Harbor.Lights.S02.1080p.WEB-GROUPZ"},
        {"subtitleId":"sp_1086727a-eb71-4b24-a209-7cf22374574d","version":"x","completed":true,"hearingImpaired":false,"language":"English","downloadCount":2,"qualities":[],"release":"Harbor.Lights.S02.1080p.WEB-GROUPZ"}],
        "episode":{"season":2,"number":5,"title":"The Fifth Lantern","show":"Harbor Lights"}}
        """;
}
