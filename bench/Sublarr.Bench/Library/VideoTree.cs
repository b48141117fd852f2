using System.Globalization;

namespace Sublarr.Bench.Library;

/// <summary>A library as large as any: 50,000 tiny videos with subtitles beside them, named as Sonarr and Radarr name them.</summary>
internal static class VideoTree
{
    public const int Videos = (Series * Seasons * Episodes) + Movies;

    /// <summary>The folders, with that of the tree itself.</summary>
    public const int Folders = 1 + Series + (Series * Seasons) + Movies;

    private const int Series = 400;
    private const int Seasons = 5;
    private const int Episodes = 20;
    private const int Movies = 10_000;

    /// <summary>Makes it in an empty folder.</summary>
    public static void Make(string root)
    {
        for (var series = 1; series <= Series; series++)
        {
            for (var season = 1; season <= Seasons; season++)
            {
                MakeSeason(root, Text($"The Harbour Line {series:0000} (2019)"), season);
            }
        }

        for (var movie = 1; movie <= Movies; movie++)
        {
            var name = Text($"A Long Way {movie:00000} ({1960 + (movie % 60)})");
            Put(Directory.CreateDirectory(Path.Combine(root, name)).FullName, $"{name} [Bluray-1080p][DTS 5.1][x264]-GRP", movie);
        }
    }

    private static void MakeSeason(string root, string series, int season)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, series, Text($"Season {season:00}"))).FullName;
        for (var episode = 1; episode <= Episodes; episode++)
        {
            Put(folder, Text($"{series} - S{season:00}E{episode:00} - The Night Ferry [WEBDL-1080p][EAC3 5.1][h264]-GRP"), episode);
        }
    }

    // Each has a subtitle beside it, every second two.
    private static void Put(string folder, string name, int number)
    {
        File.WriteAllText(Path.Combine(folder, name + ".mkv"), "video");
        File.WriteAllText(Path.Combine(folder, name + ".en.srt"), "");
        if (number % 2 == 0)
        {
            File.WriteAllText(Path.Combine(folder, name + ".de.forced.srt"), "");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
