using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Providers;

/// <summary>
/// Which ids AniDB and AniList have for what TheTVDB, TMDB and IMDb know, as https://github.com/Kometa-Team/Anime-IDs lists it. TheTVDB has one series with seasons;
/// AniDB has an entry of its own for each season, and for each part of one. What the list leaves open stays open: a wrong id is worse than none.
/// </summary>
public sealed class AnimeIdList
{
    // Such series are counted through all seasons at both.
    private const int AllSeasons = -1;

    private readonly Dictionary<long, List<Anime>> _series = [];
    private readonly Dictionary<long, List<Anime>> _byTmdb = [];
    private readonly Dictionary<long, List<Anime>> _byImdb = [];

    private AnimeIdList()
    {
    }

    /// <summary>How many anime it has.</summary>
    public int Count { get; private set; }

    /// <summary>Reads it; null for something else.</summary>
    /// <param name="list">The list: an object with a member for each id of AniDB.</param>
    public static AnimeIdList? Read(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var read = new AnimeIdList();
        foreach (var entry in list.EnumerateObject())
        {
            if (long.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && entry.Value.ValueKind == JsonValueKind.Object)
            {
                read.Add(id, entry.Value);
            }
        }

        return read.Count > 0 ? read : null;
    }

    /// <summary>What databases call a video, completed by what the list knows. What is known already stays.</summary>
    /// <param name="query">The video.</param>
    public ProviderIds IdsOf(ProviderQuery query)
    {
        var known = query.Ids;
        var (anime, number) = query.Type == MediaType.Movie ? (FilmOf(known), null) : PartOf(query);
        return anime is null || known.AniDb is not null
            ? known
            : known with { AniDb = anime.AniDb, AniList = known.AniList ?? anime.AniList, AniDbNumber = known.AniDbNumber ?? number };
    }

    private void Add(long id, JsonElement entry)
    {
        // Of several the first is the one of the season itself.
        var aniList = IdsIn(entry, "anilist_id").Select(one => (long?)one).FirstOrDefault();
        var anime = new Anime(id, aniList, entry.NumberOf("tvdb_season"), entry.NumberOf("tvdb_epoffset") ?? 0);
        Count++;
        Add(_series, IdsIn(entry, "tvdb_id"), anime);
        Add(_byTmdb, IdsIn(entry, "tmdb_movie_id"), anime);
        Add(_byImdb, IdsIn(entry, "imdb_id"), anime);
    }

    private static void Add(Dictionary<long, List<Anime>> index, IEnumerable<long> ids, Anime anime)
    {
        foreach (var id in ids)
        {
            (index.TryGetValue(id, out var there) ? there : index[id] = []).Add(anime);
        }
    }

    // One is a number, several are a text with commas, or a list.
    private static IEnumerable<long> IdsIn(JsonElement entry, string name) => entry.Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().SelectMany(IdsIn),
        var one => IdsIn(one),
    };

    private static IEnumerable<long> IdsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var id) => [id],
        JsonValueKind.String => value.GetString()!.Split(',').Select(ProviderIds.ImdbOf).OfType<long>(),
        _ => [],
    };

    // Several of one id are the parts of a film, of which nobody says which is meant.
    private Anime? FilmOf(ProviderIds ids) =>
        ids.Tmdb is { } tmdb && _byTmdb.GetValueOrDefault(tmdb) is [var film] ? film : ids.Imdb is { } imdb && _byImdb.GetValueOrDefault(imdb) is [var other] ? other : null;

    private (Anime? Anime, int? Number) PartOf(ProviderQuery query)
    {
        // Specials are mapped one by one, which this list does not tell.
        if (query is not { Ids.Tvdb: { } id, Season: > 0 and var season, Episode: { } episode } || _series.GetValueOrDefault(id) is not { } parts)
        {
            return default;
        }

        // Parts of a season follow each other: of those that have begun the last one has it.
        if (parts.Where(part => part.Season == season && part.Offset < episode).GroupBy(part => part.Offset).MaxBy(group => group.Key) is { } last)
        {
            return last.ToList() is [var part] ? (part, episode - part.Offset) : default;
        }

        var counted = query.Absolute ?? (season == 1 ? episode : null);
        return parts.Where(part => part.Season == AllSeasons).ToList() is [var whole] && counted - whole.Offset is > 0 and var number ? (whole, number) : default;
    }

    private sealed record Anime(long AniDb, long? AniList, int? Season, int Offset);
}
