using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Plex;

/// <summary>Finds the items of a change, by the ids of other makers where the event has any, else by title.</summary>
/// <param name="talk">Asks Plex.</param>
/// <param name="url">Its address.</param>
/// <param name="change">What has changed.</param>
internal sealed class PlexSearch(HttpTalk talk, string url, MediaChange change)
{
    private const int Movie = 1;
    private const int Show = 2;
    private const int SubtitleStream = 3;

    private readonly string[] _guids =
    [
        .. change.TvdbId is { } tvdb ? [string.Create(CultureInfo.InvariantCulture, $"tvdb://{tvdb}")] : Array.Empty<string>(),
        .. change.TmdbId is { } tmdb ? [string.Create(CultureInfo.InvariantCulture, $"tmdb://{tmdb}")] : Array.Empty<string>(),
        .. change.ImdbId is { } imdb ? [$"imdb://{imdb}"] : Array.Empty<string>(),
    ];

    /// <summary>True when what was found is the very file, and not the series around it.</summary>
    public bool IsExact { get; private set; }

    /// <summary>The keys of the items; empty when none of these libraries has one, null when Plex could not be asked.</summary>
    public async Task<IReadOnlyList<string>?> ItemsAsync(IEnumerable<PlexSection> sections, CancellationToken cancellationToken)
    {
        foreach (var section in sections)
        {
            var type = section.Media == MediaType.Movie ? Movie : Show;
            if (await WorksAsync(section, type, cancellationToken) is not { } works)
            {
                return null;
            }

            if (works is [var key])
            {
                IsExact = type == Movie;
                return type == Movie || change.Season is null ? [key] : await EpisodesAsync(key, cancellationToken);
            }
        }

        return [];
    }

    /// <summary>Whether each item lists a subtitle of the language beside its video; null when Plex could not be asked.</summary>
    public async Task<bool?> ListAsync(IReadOnlyList<string> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, $"library/metadata/{Uri.EscapeDataString(item)}"), null, cancellationToken) is not { } answered)
            {
                return null;
            }

            var streams = Each(answered, "Metadata").SelectMany(each => each.ItemsOf("Media")).SelectMany(media => media.ItemsOf("Part")).SelectMany(part => part.ItemsOf("Stream"));
            if (!streams.Any(IsSidecar))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The elements of a list in an answer's container.</summary>
    internal static IEnumerable<JsonElement> Each(JsonElement answered, string name) => answered.Member("MediaContainer").ItemsOf(name);

    // A title is looked for anywhere in a title. Titles differ by language: what the title does not find is looked for among all by its ids.
    private async Task<IReadOnlyList<string>?> WorksAsync(PlexSection section, int type, CancellationToken cancellationToken)
    {
        var all = $"library/sections/{Uri.EscapeDataString(section.Key)}/all?type={type}&includeGuids=1";
        var named = await WorksAsync($"{all}&title={Uri.EscapeDataString(change.Title)}", cancellationToken);
        return named is { Count: 0 } && _guids.Length > 0 ? await WorksAsync(all, cancellationToken) : named;
    }

    private async Task<IReadOnlyList<string>?> WorksAsync(string asked, CancellationToken cancellationToken) =>
        await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, asked), null, cancellationToken) is { } answered
            ? [.. Each(answered, "Metadata").Where(IsIt).Select(item => item.TextOf("ratingKey")).OfType<string>()]
            : null;

    // A new episode is not among them: none means that its folder is looked through.
    private async Task<IReadOnlyList<string>?> EpisodesAsync(string show, CancellationToken cancellationToken)
    {
        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, $"library/metadata/{Uri.EscapeDataString(show)}/allLeaves"), null, cancellationToken) is not { } answered)
        {
            return null;
        }

        var episodes = Each(answered, "Metadata").Where(IsWanted).Select(episode => episode.TextOf("ratingKey")).OfType<string>().ToList();
        IsExact = episodes.Count > 0;
        return episodes;
    }

    private bool IsIt(JsonElement item) => _guids.Length > 0
        ? item.ItemsOf("Guid").Any(guid => _guids.Contains(guid.TextOf("id")))
        : string.Equals(item.TextOf("title"), change.Title, StringComparison.OrdinalIgnoreCase);

    private bool IsWanted(JsonElement episode) => episode.NumberOf("parentIndex") == change.Season
        && (change.Episodes.Count == 0 || change.Episodes.Any(number => episode.NumberOf("index") == number));

    // What lies beside the video has an address of its own; what is inside has none.
    private bool IsSidecar(JsonElement stream) => stream.NumberOf("streamType") == SubtitleStream && stream.TextOf("key") is not null
        && (Is(stream, "languageTag", change.Language!) || Is(stream, "languageCode", change.Language!));

    private static bool Is(JsonElement stream, string name, string language) => string.Equals(stream.TextOf(name), language, StringComparison.OrdinalIgnoreCase);
}
