using Sublarr.Domain.Releases;

namespace Sublarr.Domain.Library;

/// <summary>
/// Which title a video belongs to, as folders and names tell when no Sonarr and no Radarr does: <c>Show/Season 01/Show - S01E02.mkv</c>,
/// <c>Show/Show.S01E02.mkv</c>, <c>Movie (2024)/Movie.mkv</c>, or one file among many in one folder.
/// </summary>
/// <param name="Kind">A series when it has a season, an episode or a day.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Folder">What tells it from others: the folder of its own, as a whole path; for a movie that shares its folder, the file without its ending.</param>
public sealed record PlacedVideo(TitleKind Kind, string Title, string Folder)
{
    /// <summary>The year of the movie, or the one that tells series of a name apart.</summary>
    public int? Year { get; private init; }

    /// <summary>Its season; 0 for specials.</summary>
    public int? Season { get; private init; }

    /// <summary>The episodes in it.</summary>
    public IReadOnlyList<int> Episodes { get; private init; } = [];

    /// <summary>Its number through all seasons, as with anime.</summary>
    public int? Absolute { get; private init; }

    /// <summary>The day of a daily show.</summary>
    public DateOnly? Date { get; private init; }

    /// <summary>Reads a path.</summary>
    /// <param name="root">The folder of the library, as a whole path without a separator at its end.</param>
    /// <param name="path">The video below it.</param>
    public static PlacedVideo Of(string root, string path)
    {
        var name = ReleaseName.Parse(Path.GetFileName(path));
        var folder = Path.GetDirectoryName(path)!;
        var season = SeasonFolder.NumberOf(Path.GetFileName(folder.AsSpan()));
        var own = season is not null && folder.Length > root.Length ? Path.GetDirectoryName(folder)! : folder;
        var isEpisode = season is not null || name.Season is not null || name.Episodes.Count > 0 || name.Date is not null || name.Absolute is not null;
        return isEpisode ? Episode(root, path, own, season, name) : Movie(root, path, own, name);
    }

    private static PlacedVideo Episode(string root, string path, string own, int? season, ReleaseName name)
    {
        // In the root itself every name stands for its own series.
        var titled = own.Length > root.Length ? ReleaseName.Parse(Path.GetFileName(own)) : name;
        var title = titled.Title ?? name.Title ?? Path.GetFileNameWithoutExtension(path);
        return new(TitleKind.Series, title, own.Length > root.Length ? own : Path.Combine(root, title))
        {
            Year = titled.Year ?? name.Year,
            Season = name.Season ?? season,
            Episodes = name.Episodes,
            Absolute = name.Absolute,
            Date = name.Date,
        };
    }

    private static PlacedVideo Movie(string root, string path, string own, ReleaseName name)
    {
        var titled = own.Length > root.Length ? ReleaseName.Parse(Path.GetFileName(own)) : null;
        // A folder of many movies says nothing of one; one of its own has the year, or the same name.
        var isOwn = titled is { Title: { } shared } && (titled.Year is not null || shared.Equals(name.Title, StringComparison.OrdinalIgnoreCase));
        return isOwn
            ? new(TitleKind.Movie, titled!.Title!, own) { Year = titled.Year ?? name.Year }
            : new(TitleKind.Movie, name.Title ?? Path.GetFileNameWithoutExtension(path), Path.ChangeExtension(path, null)) { Year = name.Year };
    }
}
