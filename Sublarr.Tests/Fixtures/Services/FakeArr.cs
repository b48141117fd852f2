using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A Sonarr with one series: it takes its key alone, answers an unknown title with 404, and tells of its history what is newer than it is asked for.</summary>
internal class FakeSonarr : FakeService
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    public const int TitleId = 42;

    private readonly Lock _gate = new();
    private readonly List<JsonObject> _history = [];
    private readonly List<JsonObject> _files = [];

    /// <summary>What it says that it is.</summary>
    public virtual string AppName => "Sonarr";

    /// <summary>What it calls itself.</summary>
    public string InstanceName { get; set; } = "Sonarr";

    /// <summary>True while it starts: it answers everything with 503.</summary>
    public bool IsAway { get; set; }

    /// <summary>The folder of its library.</summary>
    public string Root { get; set; } = "/tv";

    /// <summary>What its title is called.</summary>
    public string TitleName { get; set; } = "The Harbour Line";

    /// <summary>The tags of its title, by id.</summary>
    public IReadOnlyList<int> Tags { get; set; } = [3, 99];

    /// <summary>What its title is at TheTVDB: another one under the same number once it was set up anew.</summary>
    public int TvdbId { get; set; } = 400123;

    /// <summary>The labels it has, as it lists them.</summary>
    public string Labels { get; set; } = """[{"label":"subs-de","id":3},{"label":"kids","id":4}]""";

    /// <summary>False once its title was taken away.</summary>
    public bool HasTitle { get; set; } = true;

    /// <summary>By how much its clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    protected virtual string Titles => "series";

    protected virtual string Files => "episodefile";

    protected virtual string TitleField => "seriesId";

    /// <summary>Adds a file to its library.</summary>
    public void Add(int id, string path, long size)
    {
        lock (_gate)
        {
            _files.Add(new() { [TitleField] = TitleId, ["id"] = id, ["path"] = path, ["size"] = size, ["seasonNumber"] = 2 });
        }
    }

    /// <summary>Takes a file out of it.</summary>
    public void Remove(int id)
    {
        lock (_gate)
        {
            _files.RemoveAll(file => file["id"]!.GetValue<int>() == id);
        }
    }

    /// <summary>Notes in its history what it did.</summary>
    public void Did(long id, DateTimeOffset at, string eventType, string sourceTitle, params (string Name, string Value)[] data)
    {
        var entry = new JsonObject
        {
            [TitleField] = TitleId,
            ["episodeId"] = 901,
            ["sourceTitle"] = sourceTitle,
            ["date"] = (at + Ahead).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["eventType"] = eventType,
            ["data"] = new JsonObject(data.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))),
            ["episode"] = new JsonObject { ["id"] = 901, ["seasonNumber"] = 2, ["episodeNumber"] = 1, ["title"] = "Low Tide" },
            [Titles] = Title(),
            ["id"] = id,
        };
        lock (_gate)
        {
            _history.Add(entry);
        }
    }

    protected override ServiceAnswer Answer(SentRequest request)
    {
        if (IsAway)
        {
            return new(503, "");
        }

        if (request.Headers.GetValueOrDefault("X-Api-Key") != Key)
        {
            return new(401, "");
        }

        var query = HttpUtility.ParseQueryString(request.Query);
        lock (_gate)
        {
            return request.Path switch
            {
                "/api/v3/system/status" => new(200, new JsonObject { ["appName"] = AppName, ["instanceName"] = InstanceName, ["version"] = "4.0.15.2941", ["urlBase"] = "" }.ToJsonString()),
                "/api/v3/rootfolder" => new(200, new JsonArray(new JsonObject { ["path"] = Root, ["accessible"] = true, ["id"] = 1 }).ToJsonString()),
                "/api/v3/tag" => new(200, Labels),
                "/api/v3/history/since" => Since(query["date"]!),
                "/api/v3/episode" when query["seriesId"] is null => new(400, """{"message":"seriesId or episodeIds must be provided"}"""),
                "/api/v3/episode" => new(200, """[{"seriesId":42,"id":901,"seasonNumber":2,"episodeNumber":1,"episodeFileId":5501,"title":"Low Tide"}]"""),
                _ when request.Path == $"/api/v3/{Titles}" => new(200, (HasTitle ? new JsonArray(Title()) : []).ToJsonString()),
                _ when request.Path == $"/api/v3/{Files}" => Found(query[TitleField]),
                _ => new(404, """{"message":"NotFound"}"""),
            };
        }
    }

    private ServiceAnswer Since(string date)
    {
        var since = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        var newer = _history.Where(entry => DateTimeOffset.Parse(entry["date"]!.GetValue<string>(), CultureInfo.InvariantCulture) >= since).Select(entry => entry.DeepClone());
        return new(200, new JsonArray([.. newer]).ToJsonString());
    }

    private ServiceAnswer Found(string? title) => title == TitleId.ToString(CultureInfo.InvariantCulture)
        ? new(200, new JsonArray([.. _files.Select(file => file.DeepClone())]).ToJsonString())
        : new(404, """{"message":"NotFound"}""");

    private JsonObject Title() => new()
    {
        ["title"] = TitleName,
        ["year"] = 2023,
        ["path"] = $"{Root}/The Harbour Line",
        ["tvdbId"] = TvdbId,
        ["tmdbId"] = 120345,
        ["imdbId"] = "tt9900123",
        ["tags"] = new JsonArray([.. Tags.Select(tag => (JsonNode)tag)]),
        ["statistics"] = new JsonObject { ["episodeFileCount"] = _files.Count },
        ["id"] = TitleId,
    };
}

/// <summary>A Radarr with one movie.</summary>
internal sealed class FakeRadarr : FakeSonarr
{
    public override string AppName => "Radarr";

    protected override string Titles => "movie";

    protected override string Files => "moviefile";

    protected override string TitleField => "movieId";
}
