using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Releases;

namespace Sublarr.Domain.Library;

/// <summary>What an event says has changed on disk: enough for a media server to find it again, and no more than the event knows.</summary>
/// <param name="Title">Series or movie title.</param>
public sealed record MediaChange(string Title)
{
    /// <summary>Whether it is a series or a movie; null when the event does not say.</summary>
    public MediaType? Media { get; init; }

    /// <summary>Year of the series or movie.</summary>
    public int? Year { get; init; }

    /// <summary>TheTVDB id of the series.</summary>
    public int? TvdbId { get; init; }

    /// <summary>TMDB id.</summary>
    public int? TmdbId { get; init; }

    /// <summary>IMDb id.</summary>
    public string? ImdbId { get; init; }

    /// <summary>Season number; null for movies, and when the event does not say.</summary>
    public int? Season { get; init; }

    /// <summary>Episodes of that season; empty for all of them.</summary>
    public IReadOnlyList<int> Episodes { get; init; } = [];

    /// <summary>Whole path of the folder of the series or movie, as the one who reported it sees it.</summary>
    public string? Folder { get; init; }

    /// <summary>Whole paths of the files, as the one who reported them sees them.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whole paths of files that are no longer there because others took their place: by an upgrade, or by a rename.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    /// <summary>True when what is named is no longer there.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Language of the subtitle that was written; null when none was.</summary>
    public string? Language { get; init; }

    /// <summary>Whole path of that subtitle, as Sublarr sees it; null when the event does not say.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The folders that hold what has changed; empty when the event names none.</summary>
    public IReadOnlyList<string> Folders => Files.Count > 0 ? [.. Files.Select(FolderOf).Distinct(StringComparer.Ordinal)] : Folder is null ? [] : [Folder];

    /// <summary>The ids that the event has, each with who made it: tvdb, tmdb or imdb. Media servers know their items by the same.</summary>
    public IReadOnlyList<(string Maker, string Id)> MakerIds =>
    [
        .. new (string Maker, string? Id)[]
        {
            ("tvdb", TvdbId?.ToString(CultureInfo.InvariantCulture)), ("tmdb", TmdbId?.ToString(CultureInfo.InvariantCulture)), ("imdb", ImdbId),
        }.Where(known => !string.IsNullOrEmpty(known.Id)).Select(known => (known.Maker, known.Id!)),
    ];

    /// <summary>The folder of the series; of a movie that of its file; null when the event names none.</summary>
    public string? WorkFolder => Media == MediaType.Episode && Folder is not null ? Folder
        : Folders is not [var first, ..] ? null
        : Media == MediaType.Episode && SeasonFolder.NumberOf(ForeignPath.NameOf(first)) is not null ? FolderOf(first)
        : first;

    /// <summary>What all changes have in common that one look at the same folders notices; null for one that names no folder, and for a subtitle, which is a matter of its own video.</summary>
    public string? CoalescingKey => Language is null && Folders is { Count: > 0 } folders ? KeyOf($"{(IsRemoval ? '-' : '+')}{string.Join('|', folders)}") : null;

    private static string KeyOf(string folders) =>
        folders.Length <= OrderingKey.LengthLimit ? folders : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folders)));

    private static string FolderOf(string file)
    {
        var end = ForeignPath.IsWindows(file) ? file.LastIndexOfAny(['/', '\\']) : file.LastIndexOf('/');
        return end > 0 ? file[..end] : file;
    }
}
