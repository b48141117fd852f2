using System.Text;
using System.Text.Json;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>
/// A Kodi 20. It answers OK to any folder and to every scan, tells errors with 200, and a scan during a scan only stops the one that runs; what a scan adds is there when it has ended.
/// </summary>
internal sealed class FakeKodi : FakeService
{
    public const string Password = "kodi-canary";

    private const string Series = "smb://nas/tv/The Harbour Line/";

    private int _lastId = 100;

    public bool IsPlaying { get; set; }

    /// <summary>Series in its library.</summary>
    public List<KodiItem> Shows { get; } = [new(7, "The Harbour Line", Series) { Ids = """{"tvdb":"400123"}""", Number = "400123" }];

    /// <summary>Movies in its library.</summary>
    public List<KodiItem> Movies { get; } = [];

    /// <summary>Episodes of the first series in its library.</summary>
    public List<KodiItem> Episodes { get; } = [new(1, "", Series + "Season 02/e1.mkv") { Season = 2, Episode = 1 }];

    /// <summary>What a scan that is not stopped adds.</summary>
    public List<KodiItem> FoundByScan { get; } = [];

    /// <summary>True when a scan goes on until <see cref="EndScan"/>.</summary>
    public bool ScansSlowly { get; set; }

    /// <summary>True while it scans.</summary>
    public bool IsScanning { get; set; }

    /// <summary>Scans that were stopped by another.</summary>
    public int Stopped { get; private set; }

    /// <summary>What was cleaned, one kind at a time.</summary>
    public List<string> Cleaned { get; } = [];

    /// <summary>Its sources of videos.</summary>
    public List<string> Sources { get; } = ["smb://nas/tv/"];

    /// <summary>Methods that were called, in their order.</summary>
    public IEnumerable<string> Called => Requests.Select(request => request.Json.GetProperty("method").GetString()!);

    public int Scans => Called.Count(method => method == "VideoLibrary.Scan");

    public JsonElement ParametersOf(string method) =>
        Requests.Select(request => request.Json).Last(call => call.GetProperty("method").GetString() == method).GetProperty("params");

    /// <summary>An episode of season 2 as its library lists it.</summary>
    public static KodiItem EpisodeOf(int number, string? name = null) => new(number, "", $"{Series}Season 02/{name ?? $"e{number}.mkv"}") { Season = 2, Episode = number };

    /// <summary>The scan ends, and what it found is in the library.</summary>
    public void EndScan()
    {
        IsScanning = false;
        foreach (var found in FoundByScan)
        {
            (found.Episode is null ? Movies : Episodes).Add(found with { Id = ++_lastId });
        }

        FoundByScan.Clear();
    }

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
        var parameters = call.TryGetProperty("params", out var given) ? given : JsonDocument.Parse("{}").RootElement;
        return call.GetProperty("method").GetString() switch
        {
            "Player.GetActivePlayers" => Result(IsPlaying ? """[{"playerid":1,"playertype":"internal","type":"video"}]""" : "[]"),
            "XBMC.GetInfoBooleans" => Result($$"""{"Library.IsScanningVideo":{{(IsScanning ? "true" : "false")}}}"""),
            "VideoLibrary.GetTVShows" => Listed("tvshow", Titled(Shows, parameters)),
            "VideoLibrary.GetMovies" => Listed("movie", Titled(Movies, parameters)),
            "VideoLibrary.GetEpisodes" => Listed("episode", EpisodesOf(parameters)),
            "VideoLibrary.RemoveTVShow" => Removed(Shows, "tvshowid", parameters),
            "VideoLibrary.RemoveMovie" => Removed(Movies, "movieid", parameters),
            "VideoLibrary.RemoveEpisode" => Removed(Episodes, "episodeid", parameters),
            "VideoLibrary.Scan" => Scan(),
            "VideoLibrary.Clean" => Clean(parameters),
            "JSONRPC.Ping" => Result("\"pong\""),
            "Files.GetSources" => Result($$"""{"sources":[{{string.Join(',', Sources.Select(source => $$"""{"file":"{{source}}","label":"TV"}"""))}}]}"""),
            "GUI.ShowNotification" => Result("\"OK\""),
            _ => new(200, """{"error":{"code":-32601,"message":"Method not found."},"id":1,"jsonrpc":"2.0"}"""),
        };
    }

    private static ServiceAnswer Result(string result) => new(200, $$"""{"id":1,"jsonrpc":"2.0","result":{{result}}}""");

    // A list of none is left out.
    private static ServiceAnswer Listed(string kind, IReadOnlyCollection<KodiItem> items) => Result(items.Count == 0
        ? """{"limits":{"start":0,"end":0,"total":0}}"""
        : $$"""{"{{kind}}s":[{{string.Join(',', items.Select(item => item.Json(kind)))}}]}""");

    private static List<KodiItem> Titled(List<KodiItem> items, JsonElement parameters) => parameters.TryGetProperty("filter", out var filter)
        ? items.FindAll(item => string.Equals(item.Title, filter.GetProperty("value").GetString(), StringComparison.OrdinalIgnoreCase))
        : items;

    private static ServiceAnswer Removed(List<KodiItem> items, string id, JsonElement parameters)
    {
        items.RemoveAll(item => item.Id == parameters.GetProperty(id).GetInt32());
        return Result("\"OK\"");
    }

    private List<KodiItem> EpisodesOf(JsonElement parameters) => parameters.GetProperty("tvshowid").GetInt32() != Shows[0].Id ? []
        : parameters.TryGetProperty("season", out var season) ? Episodes.FindAll(item => item.Season == season.GetInt32())
        : Episodes;

    private ServiceAnswer Scan()
    {
        if (IsScanning)
        {
            IsScanning = false;
            Stopped++;
        }
        else if (ScansSlowly)
        {
            IsScanning = true;
        }
        else
        {
            EndScan();
        }

        return Result("\"OK\"");
    }

    // What it is asked during a scan it notes in its log, and within a folder it cleans only where that is a source of such content.
    private ServiceAnswer Clean(JsonElement parameters)
    {
        if (!IsScanning && !parameters.TryGetProperty("directory", out _))
        {
            Cleaned.Add(parameters.TryGetProperty("content", out var content) ? content.GetString()! : "video");
        }

        return Result("\"OK\"");
    }
}

/// <summary>An entry of Kodi's library.</summary>
internal sealed record KodiItem(int Id, string Title, string File)
{
    public int? Season { get; init; }

    public int? Episode { get; init; }

    /// <summary>Its ids by their makers.</summary>
    public string Ids { get; init; } = "{}";

    /// <summary>The id of its scraper, whoever made that.</summary>
    public string Number { get; init; } = "";

    public string Json(string kind) => kind == "episode"
        ? $$"""{"episodeid":{{Id}},"season":{{Season}},"episode":{{Episode}},"file":{{JsonSerializer.Serialize(File)}}}"""
        : $$"""{"{{kind}}id":{{Id}},"label":"{{Title}}","title":"{{Title}}","file":{{JsonSerializer.Serialize(File)}},"imdbnumber":"{{Number}}","uniqueid":{{Ids}}}""";
}
