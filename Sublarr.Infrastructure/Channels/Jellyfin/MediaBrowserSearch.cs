using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>
/// Finds the items of a change: by the ids of other makers, which both sides know, or by its path, and by title only where the event has no id. The same title in two libraries,
/// such as HD and 4K, has the same ids: which of them is meant the path decides, and where it cannot, all are.
/// </summary>
/// <param name="talk">Asks the server.</param>
/// <param name="url">Its address.</param>
/// <param name="change">What has changed.</param>
/// <param name="mappings">What folders are called there.</param>
internal sealed class MediaBrowserSearch(HttpTalk talk, string url, MediaChange change, PathMappings mappings)
{
    private const int MostCandidates = 50;

    // An item has about 1 KB where neither streams nor pictures are asked for.
    private const int PageSize = 1000;

    private readonly IReadOnlyList<(string Maker, string Id)> _ids = change.MakerIds;
    private readonly string[] _files = [.. change.Files.Select(mappings.Apply)];
    private readonly string[] _folders = [.. change.Folders.Append(change.Folder).OfType<string>().Select(mappings.Apply)];

    private IReadOnlyList<JsonElement>? _works;

    /// <summary>Looks for the items; null when the server could not be asked. Asked again, it looks again at those of the series or movies that it has found.</summary>
    public async Task<MediaBrowserFinding?> FindAsync(CancellationToken cancellationToken)
    {
        _works ??= await WorksAsync(cancellationToken);
        if (_works is null)
        {
            return null;
        }

        var groups = new List<IReadOnlyList<JsonElement>>();
        foreach (var work in _works)
        {
            if (await ItemsOfAsync(work, cancellationToken) is not { } items)
            {
                return null;
            }

            groups.Add(items);
        }

        // Of the episodes of two libraries it is the one with this very file.
        var meant = groups.Where(items => items.Any(IsAt)).ToList() is { Count: > 0 } holding ? holding : groups;
        return new(meant, meant.TrueForAll(items => items.All(item => item.TextOf("Type") != "Series")));
    }

    /// <summary>True when an item has the name of one of the files, in whatever folder: which that is only a mapping would tell.</summary>
    public bool Plays(JsonElement item) => item.TextOf("Path") is { } path && change.Files.Any(file => ForeignPath.NameOf(file).Equals(ForeignPath.NameOf(path), StringComparison.OrdinalIgnoreCase));

    // Files that came or went are noticed by the series around them, all at once; a subtitle is a matter of its own video.
    private async Task<IReadOnlyList<JsonElement>?> ItemsOfAsync(JsonElement work, CancellationToken cancellationToken)
    {
        if (change.Language is null || work.TextOf("Id") is not { } id)
        {
            return [work];
        }

        var isSeries = work.TextOf("Type") == "Series";
        if (isSeries && change.Season is null)
        {
            return [work];
        }

        const string fields = "fields=Path,MediaStreams";
        var asked = isSeries
            ? string.Create(CultureInfo.InvariantCulture, $"Shows/{Uri.EscapeDataString(id)}/Episodes?season={change.Season}&{fields}")
            : $"Items?ids={Uri.EscapeDataString(id)}&{fields}";
        if (await talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, asked), null, cancellationToken) is not { } answered)
        {
            return null;
        }

        var items = answered.ItemsOf("Items").Where(item => !isSeries || IsWanted(item)).ToList();
        // An episode that the server has not seen yet it finds by looking through the series.
        return items.Count > 0 ? items : [work];
    }

    // Titles differ by language: what the title does not find, the year may; where that is unknown, all are looked through.
    private async Task<IReadOnlyList<JsonElement>?> WorksAsync(CancellationToken cancellationToken)
    {
        if (await CandidatesAsync($"searchTerm={Uri.EscapeDataString(change.Title)}&limit={MostCandidates}", cancellationToken) is not { } answered)
        {
            return null;
        }

        var byTitle = Matches([.. answered.ItemsOf("Items")]);
        return byTitle.Count > 0 || _ids.Count == 0 ? byTitle : await AmongAllAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<JsonElement>?> AmongAllAsync(CancellationToken cancellationToken)
    {
        var year = change.Year is { } number ? string.Create(CultureInfo.InvariantCulture, $"&years={number}") : "";
        var all = new List<JsonElement>();
        while (true)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"sortBy=SortName{year}&startIndex={all.Count}&limit={PageSize}");
            if (await CandidatesAsync(page, cancellationToken) is not { } answered)
            {
                return null;
            }

            var before = all.Count;
            all.AddRange(answered.ItemsOf("Items"));
            if (all.Count == before || all.Count >= (answered.NumberOf("TotalRecordCount") ?? 0))
            {
                return Matches(all);
            }
        }
    }

    private Task<JsonElement?> CandidatesAsync(string filter, CancellationToken cancellationToken)
    {
        var types = change.Media switch { MediaType.Movie => "Movie", MediaType.Episode => "Series", _ => "Movie,Series" };
        var asked = $"Items?recursive=true&includeItemTypes={types}&fields=Path,ProviderIds&enableImages=false&enableUserData=false&{filter}";
        return talk.AskAsync(HttpMethod.Get, AddressRule.Below(url, asked), null, cancellationToken);
    }

    private IReadOnlyList<JsonElement> Matches(IReadOnlyList<JsonElement> candidates)
    {
        if (candidates.Where(IsAt).ToList() is { Count: > 0 } at)
        {
            return at;
        }

        var matches = candidates.Where(_ids.Count > 0 ? HasId : HasTitle).ToList();
        return matches.Where(Holds).ToList() is { Count: > 0 } holding ? holding : matches;
    }

    private bool IsAt(JsonElement item) =>
        item.TextOf("Path") is { } path && (_files.Any(file => ForeignPath.IsSame(file, path)) || (change.Folder is { } folder && ForeignPath.IsSame(mappings.Apply(folder), path)));

    // A series holds its files; a movie lies in the folder of the file, also where its item is another version of it.
    private bool Holds(JsonElement item) => item.TextOf("Path") is { } path && ForeignPath.Of(path) is var place
        && _folders.Select(ForeignPath.Of).Any(folder => folder.IsWithin(place) || (place.IsWithin(folder) && item.TextOf("Type") != "Series"));

    private bool HasTitle(JsonElement item) => string.Equals(item.TextOf("Name"), change.Title, StringComparison.OrdinalIgnoreCase)
        && (change.Year is not { } year || item.NumberOf("ProductionYear") is not { } made || made == year);

    private bool HasId(JsonElement item) => item.Member("ProviderIds") is { ValueKind: JsonValueKind.Object } known
        && known.EnumerateObject().Any(pair => _ids.Any(id => pair.Name.Equals(id.Maker, StringComparison.OrdinalIgnoreCase) && pair.Value.ToString() == id.Id));

    private bool IsWanted(JsonElement episode) => change.Episodes.Count == 0
        || (episode.NumberOf("IndexNumber") is { } first && change.Episodes.Any(number => number >= first && number <= (episode.NumberOf("IndexNumberEnd") ?? first)));
}

/// <summary>What of a server's a change concerns.</summary>
/// <param name="Groups">The items, by the series or movie they belong to; several of those where it could not be told which of them it is.</param>
/// <param name="IsExact">True when each is the very file, and not the series around it.</param>
internal sealed record MediaBrowserFinding(IReadOnlyList<IReadOnlyList<JsonElement>> Groups, bool IsExact)
{
    /// <summary>All of the items.</summary>
    public IEnumerable<JsonElement> Items => Groups.SelectMany(items => items);

    /// <summary>True when one of those in question has it for each of its items: the others are of another library.</summary>
    /// <param name="has">Whether an item has it.</param>
    public bool Has(Func<JsonElement, bool> has) => Groups.Any(items => items.Count > 0 && items.All(has));
}
