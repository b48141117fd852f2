using System.Text;
using System.Text.Json;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Kodi 20 with one series. It answers OK to any folder, tells errors with 200, and knows a new episode some calls after it was told to look.</summary>
internal sealed class FakeKodi : FakeService
{
    public const string Password = "kodi-canary";

    public bool IsPlaying { get; set; }

    /// <summary>Episodes of season 2 in its library.</summary>
    public List<int> Episodes { get; } = [1];

    /// <summary>An episode that a scan finds.</summary>
    public int? FoundByScan { get; set; }

    /// <summary>Methods that were called, in their order.</summary>
    public IEnumerable<string> Called => Requests.Select(request => request.Json.GetProperty("method").GetString()!);

    public JsonElement ParametersOf(string method) =>
        Requests.Select(request => request.Json).Last(call => call.GetProperty("method").GetString() == method).GetProperty("params");

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"kodi:{Password}"))}")
        {
            return new(401, "");
        }

        if (request.Headers["Content-Type"] != "application/json")
        {
            return new(415, "");
        }

        var call = request.Json;
        var parameters = call.TryGetProperty("params", out var given) ? given.GetRawText() : "";
        return call.GetProperty("method").GetString() switch
        {
            "Player.GetActivePlayers" => Result(IsPlaying ? """[{"playerid":1,"playertype":"internal","type":"video"}]""" : "[]"),
            "VideoLibrary.GetTVShows" when parameters.Contains("Unheard", StringComparison.Ordinal) => Result("""{"limits":{"start":0,"end":0,"total":0}}"""),
            "VideoLibrary.GetTVShows" =>
                Result("""{"tvshows":[{"tvshowid":7,"label":"The Harbour Line","title":"The Harbour Line","file":"smb://nas/tv/The Harbour Line/","imdbnumber":"400123","uniqueid":{"tvdb":"400123"}}]}"""),
            "VideoLibrary.GetEpisodes" => Result($$"""{"episodes":[{{string.Join(',', Episodes.Select(number => $$"""{"episodeid":{{number}},"episode":{{number}},"file":"smb://nas/tv/The Harbour Line/Season 02/e{{number}}.mkv"}"""))}}]}"""),
            "VideoLibrary.GetMovies" => Result("""{"limits":{"start":0,"end":0,"total":0}}"""),
            "VideoLibrary.Scan" => Scan(),
            "JSONRPC.Ping" => Result("\"pong\""),
            "Files.GetSources" => Result("""{"sources":[{"file":"smb://nas/tv/","label":"TV"}]}"""),
            "VideoLibrary.Clean" or "GUI.ShowNotification" => Result("\"OK\""),
            _ => new(200, """{"error":{"code":-32601,"message":"Method not found."},"id":1,"jsonrpc":"2.0"}"""),
        };
    }

    private static ServiceAnswer Result(string result) => new(200, $$"""{"id":1,"jsonrpc":"2.0","result":{{result}}}""");

    private ServiceAnswer Scan()
    {
        if (FoundByScan is { } found)
        {
            Episodes.Add(found);
        }

        return Result("\"OK\"");
    }
}
