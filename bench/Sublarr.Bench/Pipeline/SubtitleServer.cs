using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Bench.Pipeline;

/// <summary>A provider of subtitles that has an English one for every movie, and answers each request in a tenth of a second: as OpenSubtitles.com does, or bare.</summary>
internal sealed class SubtitleServer : FakeService
{
    public static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(100);

    private const int Cues = 400;

    private static readonly string[] talk =
    [
        "I never thought that we would come back to this house.", "The lights are still on, and nobody has been here for years.", "What did you tell them about the money?",
        "She said that she would be waiting for us at the station.", "There is something that you should know before we go.", "Where have you been all this time?",
    ];

    private static readonly byte[] file = Encoding.UTF8.GetBytes(Text());

    protected override ServiceAnswer Answer(SentRequest request) => request.Path switch
    {
        "/api/v1/subtitles" => new(200, new JsonObject { ["total_pages"] = 1, ["page"] = 1, ["data"] = new JsonArray([.. Enumerable.Range(1, 5).Select(number => Row(number, request.Query))]) }.ToJsonString()),
        "/api/v1/download" => new(200, new JsonObject { ["link"] = $"{Url}/file/{request.Json.GetProperty("file_id")}", ["file_name"] = "subtitle.srt", ["requests"] = 1, ["remaining"] = 100_000 }.ToJsonString()),
        "/find" => new(200, new JsonObject { ["data"] = new JsonArray([.. Enumerable.Range(1, 5).Select(number => (JsonNode)$"{HttpUtility.ParseQueryString(request.Query)["name"]}-GRP{number}")]) }.ToJsonString()),
        _ => new(200, "") { File = file },
    };

    private static JsonObject Row(int number, string query)
    {
        var asked = HttpUtility.ParseQueryString(query);
        return new()
        {
            ["id"] = $"{number}",
            ["attributes"] = new JsonObject
            {
                ["language"] = "en", ["release"] = $"A.Long.Way.1080p.BluRay.x264-GRP{number}", ["download_count"] = number,
                ["feature_details"] = new JsonObject { ["feature_type"] = "Movie", ["tmdb_id"] = int.TryParse(asked["tmdb_id"], out var id) ? id : null, ["title"] = asked["query"] },
                ["files"] = new JsonArray(new JsonObject { ["file_id"] = number, ["file_name"] = "subtitle.srt" }),
            },
        };
    }

    private static string Text()
    {
        var text = new StringBuilder();
        for (var number = 1; number <= Cues; number++)
        {
            var start = TimeSpan.FromSeconds(10 * number);
            text.Append(CultureInfo.InvariantCulture, $"{number}\n{start:hh\\:mm\\:ss},000 --> {start + TimeSpan.FromSeconds(3):hh\\:mm\\:ss},500\n{talk[number % talk.Length]}\n\n");
        }

        return text.ToString();
    }
}
