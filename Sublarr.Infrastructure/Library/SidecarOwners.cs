using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// Which video each subtitle of a folder belongs to: of several whose names it begins with, the one with the longest. <c>Film.2020.Directors.Cut.en.srt</c> is
/// none of <c>Film.2020.mkv</c> where <c>Film.2020.Directors.Cut.mkv</c> is there.
/// </summary>
internal static class SidecarOwners
{
    /// <summary>The subtitles by the name of their video, sorted by their own. Two videos that differ in their ending alone have the same.</summary>
    /// <param name="videos">The videos of the folder, by name.</param>
    /// <param name="others">Whatever else is in it, by name.</param>
    public static ILookup<string, SidecarSubtitle> Of(IEnumerable<string> videos, IEnumerable<string> others)
    {
        var byStem = videos.ToLookup(video => Path.GetFileNameWithoutExtension(video), StringComparer.OrdinalIgnoreCase);
        return (from name in others
                from video in VideosOf(name, byStem)
                let sidecar = SidecarSubtitle.Of(name, video)
                where sidecar is not null
                select (Video: video, Sidecar: sidecar)).OrderBy(pair => pair.Sidecar.Name, StringComparer.Ordinal).ToLookup(pair => pair.Video, pair => pair.Sidecar, StringComparer.Ordinal);
    }

    // Each name is cut at its dots until a video of that name is there: a folder of thousands is read as fast as many of few.
    private static IEnumerable<string> VideosOf(string name, ILookup<string, string> byStem)
    {
        for (var end = name.LastIndexOf('.'); end > 0; end = name.LastIndexOf('.', end - 1))
        {
            var videos = byStem[name[..end]];
            if (videos.Any())
            {
                return videos;
            }
        }

        return [];
    }
}
