using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>Finds in Kodi's library what has changed, and with it Kodi's own name of the folder.</summary>
/// <param name="rpc">Asks Kodi.</param>
/// <param name="changes">What has changed; what came together lies in the same folders.</param>
internal sealed class KodiLibrary(KodiRpc rpc, IReadOnlyList<MediaChange> changes)
{
    private static readonly string[] OfWorks = ["title", "file", "imdbnumber", "uniqueid"];
    private static readonly string[] OfEpisodes = ["file", "season", "episode"];

    /// <summary>What Kodi knows of all of it; null when it could not be asked.</summary>
    public async Task<KodiFinding?> FindAsync(CancellationToken cancellationToken)
    {
        var findings = new List<KodiFinding>();
        // A folder may hold many movies.
        foreach (var work in changes.GroupBy(change => (change.Media, change.Title, change.TvdbId, change.TmdbId, change.ImdbId)))
        {
            if (await FindAsync(new KodiChanges([.. work]), cancellationToken) is not { } finding)
            {
                return null;
            }

            findings.Add(finding);
        }

        return new(
            findings.TrueForAll(finding => finding.IsKnown), findings.TrueForAll(finding => finding.HoldsFiles),
            findings.Select(finding => finding.Folder).LastOrDefault(folder => folder is not null), [.. findings.SelectMany(finding => finding.Gone)]);
    }

    private async Task<KodiFinding?> FindAsync(KodiChanges work, CancellationToken cancellationToken)
    {
        if (work.Media != MediaType.Episode)
        {
            if (await WorksAsync(work, "VideoLibrary.GetMovies", "movies", isSeries: false, cancellationToken) is not { } movies)
            {
                return null;
            }

            if (movies.Count > 0)
            {
                return MovieOf(work, movies);
            }
        }

        return work.Media == MediaType.Movie ? KodiFinding.Nothing : await SeriesAsync(work, cancellationToken);
    }

    private static KodiFinding MovieOf(KodiChanges work, IReadOnlyList<JsonElement> movies)
    {
        var entries = EntriesOf(movies, KodiEntry.Movie);
        var held = entries.Find(work.Names);
        // Of several with the same title none is known to be it.
        var isKnown = entries.Count > 0 && (!work.Ids.IsEmpty || entries.Count == 1);
        return new(isKnown || held is not null, work.AreHeld(entries) ?? isKnown, (held ?? (isKnown ? entries[0] : null)) is { } one ? KodiPath.FolderOf(one.File) : null, work.GoneOf(entries));
    }

    private async Task<KodiFinding?> SeriesAsync(KodiChanges work, CancellationToken cancellationToken)
    {
        if (await WorksAsync(work, "VideoLibrary.GetTVShows", "tvshows", isSeries: true, cancellationToken) is not { } answered)
        {
            return null;
        }

        var shows = EntriesOf(answered, KodiEntry.Series);
        if (shows.Count == 0 || (shows.Count > 1 && work.Ids.IsEmpty))
        {
            return KodiFinding.Nothing;
        }

        if (work.IsWhole)
        {
            return new(IsKnown: true, HoldsFiles: true, shows[0].File, work.GoneOf(shows));
        }

        var episodes = await EpisodesAsync(shows, work.Season, cancellationToken);
        // Makers number differently: what is not in its season may be in another.
        if (episodes is not null && work is { Season: not null, IsPlaced: true } && work.AreHeld(EntriesOf(episodes, KodiEntry.Episode)) is false)
        {
            episodes = await EpisodesAsync(shows, season: null, cancellationToken);
        }

        return episodes is null ? null : EpisodesOf(work, shows[0].File, episodes);
    }

    private async Task<List<JsonElement>?> EpisodesAsync(List<KodiEntry> shows, int? season, CancellationToken cancellationToken)
    {
        var episodes = new List<JsonElement>();
        foreach (var show in shows)
        {
            var asked = new { Tvshowid = show.Id, Season = season, Properties = OfEpisodes };
            if (await rpc.CallAsync("VideoLibrary.GetEpisodes", asked, cancellationToken) is not { } listed)
            {
                return null;
            }

            episodes.AddRange(listed.ItemsOf("episodes"));
        }

        return episodes;
    }

    private static KodiFinding EpisodesOf(KodiChanges work, string folder, List<JsonElement> episodes)
    {
        var entries = EntriesOf(episodes, KodiEntry.Episode);
        var held = work.AreHeld(entries);
        var ofSeason = episodes.FindAll(episode => work.Season is null || episode.NumberOf("season") == work.Season);
        var numbers = episodes.Select(NumberOf).ToHashSet();
        var isListed = work.Numbers.Count > 0 ? work.Numbers.All(numbers.Contains) : held is null && ofSeason.Count > 0;
        var isKnown = isListed || held is true;
        return new(isKnown, held ?? isKnown, BesideOf(work, entries, ofSeason) is { } beside ? KodiPath.FolderOf(beside.File) : folder, work.GoneOf(entries));
    }

    // A season that it has begun lies beside what is new.
    private static KodiEntry? BesideOf(KodiChanges work, List<KodiEntry> entries, List<JsonElement> ofSeason) => work.Season is null || work.IsScattered ? null
        : entries.Find(work.Names)
            ?? EntriesOf(ofSeason.FindAll(episode => work.Numbers.Contains(NumberOf(episode))), KodiEntry.Episode).FirstOrDefault()
            ?? EntriesOf(ofSeason, KodiEntry.Episode).FirstOrDefault();

    private static (int? Season, int? Episode) NumberOf(JsonElement episode) => (episode.NumberOf("season"), episode.NumberOf("episode"));

    // Titles differ by language: what the title does not find is looked for among all by its ids.
    private async Task<IReadOnlyList<JsonElement>?> WorksAsync(KodiChanges work, string method, string list, bool isSeries, CancellationToken cancellationToken)
    {
        var byTitle = new { Properties = OfWorks, Filter = new { Field = "title", Operator = "is", Value = work.Title } };
        if (await rpc.CallAsync(method, byTitle, cancellationToken) is not { } answered)
        {
            return null;
        }

        IReadOnlyList<JsonElement> named = [.. answered.ItemsOf(list)];
        if (work.Ids.IsEmpty)
        {
            return named;
        }

        if (named.Where(HasId).ToList() is { Count: > 0 } known)
        {
            return known;
        }

        return await rpc.CallAsync(method, new { Properties = OfWorks }, cancellationToken) is { } all ? [.. all.ItemsOf(list).Where(HasId)] : null;

        bool HasId(JsonElement item) => work.Ids.AreOf(item, isSeries);
    }

    private static List<KodiEntry> EntriesOf(IEnumerable<JsonElement> items, string kind) =>
        [.. items.Select(item => (Id: item.NumberOf($"{kind}id"), File: item.TextOf("file"))).Where(item => item is { Id: not null, File.Length: > 0 }).Select(item => new KodiEntry(kind, item.Id!.Value, item.File!))];
}
