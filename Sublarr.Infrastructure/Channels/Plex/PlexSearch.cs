using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Plex;

/// <summary>
/// Finds the items of a change, by the ids of other makers where both sides have any, else by title and year. The same title in two libraries, such as HD and 4K, has the same ids:
/// which of them is meant the path decides, and where it cannot, all are.
/// </summary>
/// <param name="talk">Asks Plex.</param>
/// <param name="url">Its address.</param>
/// <param name="change">What has changed.</param>
/// <param name="mappings">What folders are called there.</param>
internal sealed class PlexSearch(HttpTalk talk, string url, MediaChange change, PathMappings mappings)
{
    private const int Movie = 1;
    private const int Show = 2;
    private const int SubtitleStream = 3;

    // An item with its files has some KB.
    private const int PageSize = 500;

    private readonly PlexIds _ids = new(change);
    private readonly string[] _files = [.. change.Files.Select(mappings.Apply)];
    private readonly string[] _folders = [.. change.Folders.Append(change.Folder).OfType<string>().Select(mappings.Apply)];

    /// <summary>True when Plex has the series or movie, or another of exactly this title: a subtitle that it does not find by then is not seen by looking through the folder.</summary>
    public bool IsThere { get; private set; }

    /// <summary>True when the series or movie itself was found, whether or not the episode was.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Looks for the items; null when Plex could not be asked.</summary>
    public async Task<PlexFinding?> FindAsync(IReadOnlyList<PlexSection> sections, CancellationToken cancellationToken)
    {
        var holding = _folders.Select(folder => PlexSection.Holding(folder, sections)).OfType<PlexSection>().FirstOrDefault();
        if (await WorksAsync(holding is null ? sections : [holding], cancellationToken) is not { } works)
        {
            return null;
        }

        IsKnown = works.Count > 0;
        var groups = new List<PlexGroup>();
        foreach (var work in works)
        {
            if (await ItemsOfAsync(work, cancellationToken) is not { } items)
            {
                return null;
            }

            groups.Add(items);
        }

        var meant = groups.Where(items => items.IsHolding).ToList() is { Count: > 0 } sure ? sure : groups;
        return new([.. meant.Where(items => items.Keys.Count > 0)], meant.TrueForAll(items => items.IsExact));
    }

    /// <summary>Whether one of those in question lists a subtitle of the language beside each of its videos; null when Plex could not be asked.</summary>
    public async Task<bool?> ListAsync(PlexFinding found, CancellationToken cancellationToken)
    {
        foreach (var group in found.Groups)
        {
            switch (await ListAsync(group.Keys, cancellationToken))
            {
                case null: return null;
                case true: return true;
            }
        }

        return false;
    }

    /// <summary>The elements of a list in an answer's container.</summary>
    internal static IEnumerable<JsonElement> Each(JsonElement answered, string name) => answered.Member("MediaContainer").ItemsOf(name);

    private async Task<bool?> ListAsync(IReadOnlyList<string> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            if (await GetAsync($"library/metadata/{Uri.EscapeDataString(item)}", cancellationToken) is not { } answered)
            {
                return null;
            }

            if (!Each(answered, "Metadata").SelectMany(PartsOf).SelectMany(part => part.ItemsOf("Stream")).Any(IsSidecar))
            {
                return false;
            }
        }

        return true;
    }

    // A title is looked for anywhere in a title. Titles differ by language: what no title finds is looked for among all by its ids.
    private async Task<IReadOnlyList<JsonElement>?> WorksAsync(IReadOnlyList<PlexSection> sections, CancellationToken cancellationToken)
    {
        var named = await WorksAsync(sections, $"&title={Uri.EscapeDataString(change.Title)}", cancellationToken);
        return named is { Count: 0 } && _ids.HasAny ? await WorksAsync(sections, "", cancellationToken) : named;
    }

    private async Task<IReadOnlyList<JsonElement>?> WorksAsync(IReadOnlyList<PlexSection> sections, string filter, CancellationToken cancellationToken)
    {
        var works = new List<JsonElement>();
        foreach (var section in sections)
        {
            var type = section.Media == MediaType.Movie ? Movie : Show;
            var all = string.Create(CultureInfo.InvariantCulture, $"library/sections/{Uri.EscapeDataString(section.Key)}/all?type={type}&includeGuids=1{filter}");
            if (!await AddPagesAsync(all, works, cancellationToken))
            {
                return null;
            }
        }

        return works;
    }

    // https://developer.plex.tv/pms: what stands in these two is a page of the list, and totalSize the length of the whole.
    private async Task<bool> AddPagesAsync(string all, List<JsonElement> works, CancellationToken cancellationToken)
    {
        var start = 0;
        while (true)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"{all}&X-Plex-Container-Start={start}&X-Plex-Container-Size={PageSize}");
            if (await GetAsync(page, cancellationToken) is not { } answered)
            {
                return false;
            }

            var items = Each(answered, "Metadata").ToList();
            works.AddRange(items.Where(IsIt));
            start += items.Count;
            if (items.Count == 0 || start >= (answered.Member("MediaContainer").NumberOf("totalSize") ?? 0))
            {
                return true;
            }
        }
    }

    private async Task<PlexGroup?> ItemsOfAsync(JsonElement work, CancellationToken cancellationToken)
    {
        if (work.TextOf("ratingKey") is not { } key)
        {
            return PlexGroup.None;
        }

        if (work.TextOf("type") == "movie" || change.Media == MediaType.Movie)
        {
            return new([key], IsExact: true, IsHolding: IsOfFile(work));
        }

        if (change.Season is null)
        {
            return new([key], IsExact: false, IsHolding: false);
        }

        return await GetAsync($"library/metadata/{Uri.EscapeDataString(key)}/allLeaves", cancellationToken) is { } answered ? EpisodesOf([.. Each(answered, "Metadata")]) : null;
    }

    // A new episode is not among them: none means that its folder is looked through. Agents for anime number otherwise than Sonarr does; the file is the same.
    private PlexGroup EpisodesOf(IReadOnlyList<JsonElement> episodes)
    {
        var byFile = episodes.Where(IsOfFile).ToList();
        var found = byFile.Count > 0 ? byFile : episodes.Where(IsWanted).ToList() is { Count: > 0 } byNumber ? byNumber : [.. episodes.Where(IsNamedAsFile)];
        return new([.. found.Select(episode => episode.TextOf("ratingKey")).OfType<string>()], IsExact: true, byFile.Count > 0);
    }

    private Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken) => talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, path), null, cancellationToken);

    private bool IsIt(JsonElement item)
    {
        var hasTitle = string.Equals(item.TextOf("title"), change.Title, StringComparison.OrdinalIgnoreCase);
        var isIt = _ids.AreOf(item) ?? (hasTitle && (change.Year is not { } year || item.NumberOf("year") is not { } made || made == year));
        IsThere |= isIt || hasTitle;
        return isIt;
    }

    private bool IsWanted(JsonElement episode) => episode.NumberOf("parentIndex") == change.Season
        && (change.Episodes.Count == 0 || change.Episodes.Any(number => episode.NumberOf("index") == number));

    private bool IsOfFile(JsonElement item) => PathsOf(item).Any(path => _files.Any(file => ForeignPath.IsSame(file, path)));

    private bool IsNamedAsFile(JsonElement item) => PathsOf(item).Any(path => _files.Any(file => ForeignPath.NameOf(file).Equals(ForeignPath.NameOf(path), StringComparison.OrdinalIgnoreCase)));

    // What lies beside the video has an address of its own; what is inside has none.
    private bool IsSidecar(JsonElement stream) => stream.NumberOf("streamType") == SubtitleStream && stream.TextOf("key") is not null
        && (Is(stream, "languageTag", change.Language!) || Is(stream, "languageCode", change.Language!));

    private static IEnumerable<JsonElement> PartsOf(JsonElement item) => item.ItemsOf("Media").SelectMany(media => media.ItemsOf("Part"));

    private static IEnumerable<string> PathsOf(JsonElement item) => PartsOf(item).Select(part => part.TextOf("file")).OfType<string>();

    private static bool Is(JsonElement stream, string name, string language) => string.Equals(stream.TextOf(name), language, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The items of one series or movie.</summary>
/// <param name="Keys">What Plex calls them; none where it has the series and not the episode.</param>
/// <param name="IsExact">True when each is the very file, and not the series around it.</param>
/// <param name="IsHolding">True when one of them has the file of the change, by its whole path.</param>
internal sealed record PlexGroup(IReadOnlyList<string> Keys, bool IsExact, bool IsHolding)
{
    public static PlexGroup None { get; } = new([], IsExact: true, IsHolding: false);
}

/// <summary>What of Plex's a change concerns.</summary>
/// <param name="Groups">Several where it could not be told which of them it is.</param>
/// <param name="IsExact">True when each item is the very file.</param>
internal sealed record PlexFinding(IReadOnlyList<PlexGroup> Groups, bool IsExact)
{
    /// <summary>All of the items.</summary>
    public IReadOnlyList<string> Keys => [.. Groups.SelectMany(items => items.Keys)];
}
