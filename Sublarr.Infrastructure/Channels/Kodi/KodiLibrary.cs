using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>Finds in Kodi's library what has changed, and with it Kodi's own name of the folder.</summary>
/// <param name="rpc">Asks Kodi.</param>
/// <param name="change">What has changed.</param>
internal sealed class KodiLibrary(KodiRpc rpc, MediaChange change)
{
    private static readonly string[] OfWorks = ["title", "file", "imdbnumber", "uniqueid"];

    private readonly string[] _ids =
        [.. new[] { change.TvdbId?.ToString(CultureInfo.InvariantCulture), change.TmdbId?.ToString(CultureInfo.InvariantCulture), change.ImdbId }.OfType<string>()];

    /// <summary>What Kodi knows of it; null when it could not be asked.</summary>
    public async Task<KodiFinding?> FindAsync(CancellationToken cancellationToken)
    {
        if (change.Media != MediaType.Episode)
        {
            if (await WorkAsync("VideoLibrary.GetMovies", "movies", cancellationToken) is not { } movies)
            {
                return null;
            }

            if (movies is [var movie])
            {
                return new(IsThere: true, FolderOf(movie.TextOf("file")));
            }
        }

        return change.Media == MediaType.Movie ? KodiFinding.Nothing : await SeriesAsync(cancellationToken);
    }

    private async Task<KodiFinding?> SeriesAsync(CancellationToken cancellationToken)
    {
        if (await WorkAsync("VideoLibrary.GetTVShows", "tvshows", cancellationToken) is not { } shows)
        {
            return null;
        }

        if (shows is not [var show] || show.NumberOf("tvshowid") is not { } id)
        {
            return KodiFinding.Nothing;
        }

        var whole = new KodiFinding(IsThere: change.Season is null, show.TextOf("file"));
        if (change.Season is not { } season)
        {
            return whole;
        }

        var asked = new { Tvshowid = id, Season = season, Properties = new[] { "file", "episode" } };
        if (await rpc.CallAsync("VideoLibrary.GetEpisodes", asked, cancellationToken) is not { } answered)
        {
            return null;
        }

        var episodes = answered.ItemsOf("episodes").ToList();
        var wanted = episodes.Where(episode => change.Episodes.Any(number => episode.NumberOf("episode") == number)).ToList();
        var isThere = change.Episodes.Count > 0 && change.Episodes.All(number => wanted.Any(episode => episode.NumberOf("episode") == number));
        // A season that it has begun lies beside what is new.
        return (wanted.Count > 0 ? wanted : episodes) is [var beside, ..] ? new(isThere, FolderOf(beside.TextOf("file"))) : whole;
    }

    // Titles differ by language: what the title does not find is looked for among all by its ids.
    private async Task<IReadOnlyList<JsonElement>?> WorkAsync(string method, string list, CancellationToken cancellationToken)
    {
        var byTitle = new { Properties = OfWorks, Filter = new { Field = "title", Operator = "is", Value = change.Title } };
        if (await rpc.CallAsync(method, byTitle, cancellationToken) is not { } answered)
        {
            return null;
        }

        IReadOnlyList<JsonElement> named = [.. answered.ItemsOf(list)];
        if (_ids.Length == 0)
        {
            return named;
        }

        if (named.Where(HasId).Take(1).ToList() is [var known])
        {
            return [known];
        }

        return await rpc.CallAsync(method, new { Properties = OfWorks }, cancellationToken) is { } all ? [.. all.ItemsOf(list).Where(HasId).Take(1)] : null;
    }

    private bool HasId(JsonElement work) => _ids.Contains(work.TextOf("imdbnumber"))
        || (work.Member("uniqueid") is { ValueKind: JsonValueKind.Object } known && known.EnumerateObject().Any(pair => _ids.Contains(pair.Value.ToString())));

    private static string? FolderOf(string? file) => file is null ? null : file[..(file.LastIndexOfAny(['/', '\\']) + 1)];
}

/// <summary>What Kodi knows of what has changed.</summary>
/// <param name="IsThere">True when all of it is in the library.</param>
/// <param name="Folder">Kodi's own name of the folder; null when it knows none.</param>
internal sealed record KodiFinding(bool IsThere, string? Folder)
{
    /// <summary>It knows nothing of it.</summary>
    public static KodiFinding Nothing { get; } = new(IsThere: false, null);
}
