using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>
/// OpenSubtitles.com as its recorded answers show it: a question in another form than its own is redirected, a bad one is answered without a body, a key and a
/// program's name are wanted, tokens end, and each link costs one of the day's downloads.
/// </summary>
internal sealed partial class FakeOpenSubtitles : FakeService
{
    public const string Key = "osKey0123456789abcdef";
    public const string User = "harborfan";
    public const string Password = "s3cret-harbour";
    public const string WrongHash = "0000000000000000";
    public const int Allowed = 20;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _goneOnce = [];
    private int _signedIn;

    /// <summary>The host that its sign-in names; null for its own.</summary>
    public string? NamedHost { get; set; }

    /// <summary>Downloads of the day so far.</summary>
    public int Used { get; set; } = 3;

    /// <summary>Rows of every search.</summary>
    public List<JsonObject> Rows { get; } = [Row(1001, "en", "Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA")];

    /// <summary>True to end every link once before it is used.</summary>
    public bool EndsLinks { get; set; }

    /// <summary>What a link leads to.</summary>
    public byte[] File { get; set; } = Encoding.UTF8.GetBytes("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n");

    /// <summary>The paths below which it answers.</summary>
    public string Base => $"{Url}/api/v1";

    private string Token => $"token-number-{_signedIn}";

    /// <summary>A row as it is recorded: of an episode, by somebody who is trusted.</summary>
    public static JsonObject Row(int id, string language, string release) => new()
    {
        ["id"] = $"{id}",
        ["type"] = "subtitle",
        ["attributes"] = new JsonObject
        {
            ["subtitle_id"] = $"{id}", ["language"] = language, ["download_count"] = 1200, ["hearing_impaired"] = false, ["fps"] = 0.0, ["from_trusted"] = null,
            ["foreign_parts_only"] = false, ["ai_translated"] = false, ["machine_translated"] = false, ["release"] = release, ["comments"] = null, ["upload_date"] = "2024-03-02T10:00:00Z",
            ["uploader"] = new JsonObject { ["uploader_id"] = null, ["name"] = "uploader1", ["rank"] = "Trusted member" },
            ["feature_details"] = new JsonObject
            {
                ["feature_id"] = 900105, ["feature_type"] = "Episode", ["year"] = null, ["title"] = "The Fifth Lantern", ["imdb_id"] = 9000105, ["tmdb_id"] = null,
                ["season_number"] = 2, ["episode_number"] = 5, ["parent_imdb_id"] = 9000001, ["parent_title"] = "Harbor Lights", ["parent_tmdb_id"] = 77001,
            },
            ["url"] = $"https://www.opensubtitles.com/en/subtitles/legacy/{id}",
            ["files"] = new JsonArray(new JsonObject { ["file_id"] = 50000 + id, ["cd_number"] = 1, ["file_name"] = release }),
        },
    };

    protected override ServiceAnswer Answer(SentRequest request)
    {
        lock (_gate)
        {
            if (request.Path.StartsWith("/download/", StringComparison.Ordinal))
            {
                return Delivered(request);
            }

            if (!Agent().IsMatch(request.Headers.GetValueOrDefault("User-Agent", "")))
            {
                return new(403, """{"message":"User-Agent header is wrong"}""");
            }

            if (request.Path == "/api/v1/infos/languages")
            {
                return new(200, """{"data":[{"language_code":"en","language_name":"English"}]}""");
            }

            return request.Headers.GetValueOrDefault("Api-Key") != Key ? new(403, """{"message":"You cannot consume this service"}""") : Known(request);
        }
    }

    private ServiceAnswer Known(SentRequest request)
    {
        var authorization = request.Headers.GetValueOrDefault("Authorization");
        if (request.Path == "/api/v1/login")
        {
            return SignIn(request.Json);
        }

        if (authorization is not null && authorization != $"Bearer {Token}")
        {
            return new(401, """{"message":"invalid token","status":401}""");
        }

        return request.Path switch
        {
            "/api/v1/subtitles" => Search(request.Query),
            "/api/v1/download" => Link(request.Json),
            "/api/v1/infos/user" => new(200, new JsonObject { ["data"] = new JsonObject { ["allowed_downloads"] = Allowed, ["downloads_count"] = Used, ["remaining_downloads"] = Allowed - Used } }.ToJsonString()),
            _ => new(404, "<html><body>Not found</body></html>"),
        };
    }

    private ServiceAnswer SignIn(JsonElement sent)
    {
        if (sent.GetProperty("username").GetString() != User || sent.GetProperty("password").GetString() != Password)
        {
            return new(401, """{"message":"Error, invalid username/password failed:1 remaining:9  ","status":401}""");
        }

        _signedIn++;
        return new(200, new JsonObject { ["user"] = new JsonObject { ["allowed_downloads"] = Allowed, ["level"] = "Sub leecher" }, ["base_url"] = NamedHost ?? new Uri(Url).Authority, ["token"] = Token, ["status"] = 200 }.ToJsonString());
    }

    /// <summary>Every token so far is worth nothing any more.</summary>
    public void EndTokens()
    {
        lock (_gate)
        {
            _signedIn++;
        }
    }

    private ServiceAnswer Search(string query)
    {
        var canonical = Canonical(query);
        if (canonical != query.TrimStart('?'))
        {
            return new(301, "") { Headers = [("Location", $"/api/v1/subtitles?{canonical}")] };
        }

        var asked = HttpUtility.ParseQueryString(query);
        if (asked["moviehash"] == WrongHash)
        {
            return new(400, "") { Headers = [("X-Reason", "Request parameters does not make sense, moviehash is wrong")] };
        }

        var page = int.Parse(asked["page"] ?? "1", CultureInfo.InvariantCulture);
        var languages = asked["languages"]!.Split(',');
        var found = Rows.Where(row => row["attributes"]!["language"]?.GetValue<string>() is not { } language || languages.Contains(language.ToLowerInvariant())).ToList();
        return new(200, new JsonObject
        {
            ["total_pages"] = Math.Max(1, (found.Count + 49) / 50), ["total_count"] = found.Count, ["per_page"] = 50, ["page"] = page,
            ["data"] = new JsonArray([.. found.Skip((page - 1) * 50).Take(50).Select(row => row.DeepClone())]),
        }.ToJsonString());
    }

    private ServiceAnswer Link(JsonElement sent)
    {
        var id = sent.GetProperty("file_id").GetInt32();
        if (Used >= Allowed)
        {
            return new(406, Told("You have downloaded your allowed 20 subtitles for 24h.").ToJsonString());
        }

        Used++;
        var told = Told("Your quota will be renewed in 5 hours");
        told["link"] = $"{Url}/download/{id}-{Used}/subfile/Harbor.Lights.srt";
        told["file_name"] = "Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.srt";
        return new(200, told.ToJsonString());
    }

    private JsonObject Told(string message) => new() { ["requests"] = Used, ["remaining"] = Allowed - Used, ["message"] = message, ["reset_time_utc"] = "2126-11-20T23:59:59.999Z" };

    private ServiceAnswer Delivered(SentRequest request)
    {
        if (request.Headers.ContainsKey("Api-Key") || request.Headers.ContainsKey("Authorization"))
        {
            return new(400, "keys do not belong here");
        }

        return EndsLinks && _goneOnce.Add("once") ? new(410, "") : new(200, "") { File = File, Headers = [("Content-Type", "text/plain; charset=utf-8")] };
    }

    // Names sorted, values in lower case, no defaults, ids as bare numbers.
    private static string Canonical(string query)
    {
        var asked = HttpUtility.ParseQueryString(query);
        var named = asked.AllKeys.OfType<string>().Order(StringComparer.Ordinal).Select(name => (Name: name, Value: asked[name]!.ToLowerInvariant()))
            .Where(pair => (pair.Name, pair.Value) is not (("page", "1") or ("ai_translated", "include") or ("machine_translated", "exclude")))
            .Select(pair => (pair.Name, Value: pair.Name.EndsWith("imdb_id", StringComparison.Ordinal) ? pair.Value.Replace("tt", "", StringComparison.Ordinal).TrimStart('0') : pair.Value));
        return string.Join('&', named.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value).Replace("%20", "+").Replace("%2C", ",")}"));
    }

    [GeneratedRegex(@"^\w+ v\d")]
    private static partial Regex Agent();
}
