namespace Sublarr.Domain.Samples;

/// <summary>What the sample data is made of: a library of invented titles, one of which was just imported, and the names of what belongs to it.</summary>
public static class SampleStory
{
    /// <summary>The folder of its videos, below the configuration folder. "samples" would be passed over by every look through folders.</summary>
    public const string FolderName = "sample-library";

    /// <summary>By which its report is told from those of a Sonarr.</summary>
    public const string Instance = "Sonarr (sample data)";

    /// <summary>The script of its hook, in the hooks folder.</summary>
    public const string Script = "sample-data.sh";

    /// <summary>The name of its provider.</summary>
    public const string Provider = "samples";

    private const string Series = "The Harbour Line";
    private const int First = 2023;

    private static readonly TimeSpan OfEpisode = TimeSpan.FromMinutes(24);

    /// <summary>All its videos.</summary>
    public static IReadOnlyList<SampleVideo> Videos { get; } =
    [
        new(Series, First, 1, 1, OfEpisode),
        new(Series, First, 1, 2, OfEpisode),
        new(Series, First, 1, 3, OfEpisode),
        new("Kingfisher", 2024, 1, 1, OfEpisode),
        new("Kingfisher", 2024, 1, 2, OfEpisode),
        new("The Windmill Cipher", 2024, null, null, TimeSpan.FromMinutes(88)),
    ];

    /// <summary>The one that was just imported.</summary>
    public static SampleVideo Imported => Videos[1];

    /// <summary>The video of that file; null for any other.</summary>
    /// <param name="fileName">The name of a file, without its folder.</param>
    public static SampleVideo? Find(string? fileName) => Videos.FirstOrDefault(video => video.FileName == fileName);
}
