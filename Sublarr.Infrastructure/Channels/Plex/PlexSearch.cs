using System.Globalization;
using System.Text.Json;
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
            var asked = $"library/sections/{Uri.EscapeDataString(section.Key)}/all?type={type}&title={Uri.EscapeDataString(change.Title)}&includeGuids=1";
            if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, asked), null, cancellationToken) is not { } answered)
            {
                return null;
            }

            // A title is looked for anywhere in a title.
            if (Each(answered, "Metadata").Where(IsIt).Select(item => Text(item, "ratingKey")).OfType<string>().ToList() is [var key])
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

            var streams = Each(answered, "Metadata").SelectMany(each => Members(each, "Media")).SelectMany(media => Members(media, "Part")).SelectMany(part => Members(part, "Stream"));
            if (!streams.Any(IsSidecar))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The elements of a list in an answer's container.</summary>
    internal static IEnumerable<JsonElement> Each(JsonElement answered, string name) =>
        answered.ValueKind == JsonValueKind.Object && answered.TryGetProperty("MediaContainer", out var container) ? Members(container, name) : [];

    /// <summary>The elements of a list; none where there is no list.</summary>
    internal static IEnumerable<JsonElement> Members(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>A text member; null where there is none.</summary>
    internal static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A new episode is not among them: none means that its folder is looked through.
    private async Task<IReadOnlyList<string>?> EpisodesAsync(string show, CancellationToken cancellationToken)
    {
        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, $"library/metadata/{Uri.EscapeDataString(show)}/allLeaves"), null, cancellationToken) is not { } answered)
        {
            return null;
        }

        var episodes = Each(answered, "Metadata").Where(IsWanted).Select(episode => Text(episode, "ratingKey")).OfType<string>().ToList();
        IsExact = episodes.Count > 0;
        return episodes;
    }

    private bool IsIt(JsonElement item) => _guids.Length > 0
        ? Members(item, "Guid").Any(guid => _guids.Contains(Text(guid, "id")))
        : string.Equals(Text(item, "title"), change.Title, StringComparison.OrdinalIgnoreCase);

    private bool IsWanted(JsonElement episode) => Number(episode, "parentIndex") == change.Season
        && (change.Episodes.Count == 0 || change.Episodes.Any(number => Number(episode, "index") == number));

    // What lies beside the video has an address of its own; what is inside has none.
    private bool IsSidecar(JsonElement stream) => Number(stream, "streamType") == SubtitleStream && Text(stream, "key") is not null
        && (Is(stream, "languageTag", change.Language!) || Is(stream, "languageCode", change.Language!));

    private static bool Is(JsonElement stream, string name, string language) => string.Equals(Text(stream, name), language, StringComparison.OrdinalIgnoreCase);

    private static int? Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;
}
