namespace Sublarr.Tests.Fixtures.Services;

/// <summary>Where the list of ids of anime lies: one file of an object, as https://github.com/Kometa-Team/Anime-IDs has it, with invented ids.</summary>
internal sealed class FakeAnimeIds : FakeService
{
    /// <summary>Where the file is.</summary>
    public string Address => $"{Url}/anime_ids.json";

    /// <summary>Harbor Lights has one entry for each season, and two for the second. Moon Harbor is counted through all seasons.</summary>
    public const string List = """
        {
          "20150": {"tvdb_id": 990001, "tvdb_season": 1, "tvdb_epoffset": 0, "mal_id": 9, "anilist_id": 154001},
          "20151": {"tvdb_id": 990001, "tvdb_season": 2, "tvdb_epoffset": 0, "anilist_id": 154002},
          "20152": {"tvdb_id": 990001, "tvdb_season": 2, "tvdb_epoffset": 12, "anilist_id": "154003,154004"},
          "20153": {"tvdb_id": 990001, "tvdb_season": 0, "tvdb_epoffset": 0},
          "20160": {"tvdb_id": 990002, "tvdb_season": -1, "tvdb_epoffset": 0, "anilist_id": 154587},
          "20170": {"tvdb_id": 990003, "tvdb_season": 1, "tvdb_epoffset": 0},
          "20171": {"tvdb_id": 990003, "tvdb_season": 1, "tvdb_epoffset": 0},
          "20180": {"tvdb_season": 1, "tvdb_epoffset": 0, "imdb_id": "tt8100001,tt8100009", "anilist_id": 154180, "tmdb_movie_id": [500001, 500002]},
          "20190": {"imdb_id": "tt8100005"},
          "20191": {"imdb_id": "tt8100005"},
          "none": {"tvdb_id": 990009},
          "20192": null
        }
        """;

    /// <summary>How many of them have an id.</summary>
    public const int Count = 10;

    protected override ServiceAnswer Answer(SentRequest request) => request.Path == "/anime_ids.json" ? new(200, List) : new(404, "404: Not Found");
}
