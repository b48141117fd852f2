namespace Sublarr.Infrastructure.Library;

/// <summary>All paths below a folder, as a part of the index on paths.</summary>
public static class PathRange
{
    /// <summary>What lies between these two, both left out.</summary>
    /// <param name="folder">A whole path without a separator at its end.</param>
    public static (string From, string To) Of(string folder) => (folder + Path.DirectorySeparatorChar, folder + (char)(Path.DirectorySeparatorChar + 1));

    /// <summary>The videos below a folder.</summary>
    /// <param name="videos">All of them.</param>
    /// <param name="folder">A whole path without a separator at its end.</param>
    public static IQueryable<VideoRow> Below(this IQueryable<VideoRow> videos, string folder)
    {
        var (from, to) = Of(folder);
        return videos.Where(video => video.Path.CompareTo(from) > 0 && video.Path.CompareTo(to) < 0);
    }
}
