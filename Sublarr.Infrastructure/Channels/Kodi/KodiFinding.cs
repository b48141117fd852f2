namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>What Kodi knows of what has changed.</summary>
/// <param name="IsKnown">True when it lists all of it, whatever the files are called.</param>
/// <param name="HoldsFiles">True when it lists the very files; the same as <paramref name="IsKnown"/> where none are named.</param>
/// <param name="Folder">Kodi's own name of the folder; null when it knows none.</param>
/// <param name="Gone">What it lists and is no longer on disk.</param>
internal sealed record KodiFinding(bool IsKnown, bool HoldsFiles, string? Folder, IReadOnlyList<KodiEntry> Gone)
{
    /// <summary>It knows nothing of it.</summary>
    public static KodiFinding Nothing { get; } = new(IsKnown: false, HoldsFiles: false, null, []);
}

/// <summary>An entry of its library.</summary>
/// <param name="Kind">movie, episode or tvshow.</param>
/// <param name="Id">Its id.</param>
/// <param name="File">Kodi's own name of the file; of a series its folder.</param>
internal sealed record KodiEntry(string Kind, int Id, string File)
{
    /// <summary>A movie.</summary>
    public const string Movie = "movie";

    /// <summary>An episode.</summary>
    public const string Episode = "episode";

    /// <summary>A series.</summary>
    public const string Series = "tvshow";

    /// <summary>What takes it out of the library; the files stay.</summary>
    public string Removal => Kind switch
    {
        Movie => "VideoLibrary.RemoveMovie",
        Episode => "VideoLibrary.RemoveEpisode",
        _ => "VideoLibrary.RemoveTVShow",
    };

    /// <summary>What its id is called.</summary>
    public string IdName => $"{Kind}id";
}
