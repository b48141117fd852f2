using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>Finds the items of a change: by the ids of other makers, which both sides know, or by its path, and by title only where the event has no id.</summary>
/// <param name="talk">Asks the server.</param>
/// <param name="url">Its address.</param>
/// <param name="change">What has changed.</param>
/// <param name="mappings">What folders are called there.</param>
internal sealed class MediaBrowserSearch(HttpTalk talk, string url, MediaChange change, PathMappings mappings)
{
    private const int MostCandidates = 50;

    private readonly (string Provider, string Id)[] _ids =
    [
        .. new[]
        {
            ("Tvdb", change.TvdbId?.ToString(CultureInfo.InvariantCulture)),
            ("Tmdb", change.TmdbId?.ToString(CultureInfo.InvariantCulture)),
            ("Imdb", change.ImdbId),
        }.Where(known => known.Item2 is { Length: > 0 }).Select(known => (known.Item1, known.Item2!)),
    ];

    /// <summary>True when what was found is the very file, and not the series around it.</summary>
    public bool IsExact { get; private set; }

    /// <summary>The items; empty when the server knows none, null when it could not be asked.</summary>
    public async Task<IReadOnlyList<JsonElement>?> ItemsAsync(CancellationToken cancellationToken)
    {
        if (await WorkAsync(cancellationToken) is not { } works)
        {
            return null;
        }

        if (works is not [var work])
        {
            return [];
        }

        var isSeries = work.TextOf("Type") == "Series";
        IsExact = !isSeries;
        // Files that came or went are noticed by the series around them, all at once; a subtitle is a matter of its episode.
        if (!isSeries || change is { Season: null } or { Language: null })
        {
            return [work];
        }

        var season = string.Create(CultureInfo.InvariantCulture, $"Shows/{Uri.EscapeDataString(work.TextOf("Id")!)}/Episodes?season={change.Season}&fields=Path,MediaStreams");
        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, season), null, cancellationToken) is not { } answered)
        {
            return null;
        }

        var episodes = answered.ItemsOf("Items").Where(IsWanted).ToList();
        IsExact = episodes.Count > 0;
        // An episode that the server has not seen yet it finds by looking through the series.
        return IsExact ? episodes : [work];
    }

    // Titles differ by language: what the title does not find, the year may; where that is unknown, all are looked through.
    private async Task<IReadOnlyList<JsonElement>?> WorkAsync(CancellationToken cancellationToken)
    {
        if (await MatchesAsync($"searchTerm={Uri.EscapeDataString(change.Title)}&limit={MostCandidates}", cancellationToken) is not { } byTitle)
        {
            return null;
        }

        return byTitle.Count > 0 || _ids.Length == 0 ? byTitle : await MatchesAsync(change.Year is { } year ? $"years={year}" : "", cancellationToken);
    }

    private async Task<IReadOnlyList<JsonElement>?> MatchesAsync(string filter, CancellationToken cancellationToken)
    {
        var types = change.Media switch { MediaType.Movie => "Movie", MediaType.Episode => "Series", _ => "Movie,Series" };
        var address = AddressRule.Below(url, $"Items?recursive=true&includeItemTypes={types}&fields=Path,ProviderIds,MediaStreams&{filter}");
        if (await talk.AskAsync(HttpMethod.Get, address, null, cancellationToken) is not { } answered)
        {
            return null;
        }

        var candidates = answered.ItemsOf("Items").ToList();
        return _ids.Length > 0
            ? [.. candidates.Where(HasId).Concat(candidates.Where(IsAt)).Take(1)]
            : [.. candidates.Where(item => string.Equals(item.TextOf("Name"), change.Title, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>True when an item has the name of one of the files, in whatever folder: which that is only a mapping would tell.</summary>
    public bool Plays(JsonElement item) => item.TextOf("Path") is { } path && change.Files.Any(file => ForeignPath.NameOf(file).Equals(ForeignPath.NameOf(path), StringComparison.OrdinalIgnoreCase));

    private bool IsAt(JsonElement item) =>
        item.TextOf("Path") is { } path && change.Files.Append(change.Folder).OfType<string>().Any(known => ForeignPath.IsSame(mappings.Apply(known), path));

    private bool HasId(JsonElement item) => item.Member("ProviderIds") is { ValueKind: JsonValueKind.Object } known
        && known.EnumerateObject().Any(pair => _ids.Any(id => pair.Name.Equals(id.Provider, StringComparison.OrdinalIgnoreCase) && pair.Value.ToString() == id.Id));

    private bool IsWanted(JsonElement episode) => change.Episodes.Count == 0
        || (episode.NumberOf("IndexNumber") is { } first && change.Episodes.Any(number => number >= first && number <= (episode.NumberOf("IndexNumberEnd") ?? first)));
}
