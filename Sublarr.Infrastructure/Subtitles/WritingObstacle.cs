using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>
/// Why nothing can be written beside a video, for who is about to pay for a subtitle. Nothing is written to find out: that would wake whoever watches the folder.
/// So whether there is room shows only later.
/// </summary>
internal static class WritingObstacle
{
    /// <summary>Why, as a sentence with what helps; null when nothing speaks against it. Only asks the disk: run it where that may hang.</summary>
    /// <param name="video">The whole path of the video.</param>
    public static string? Of(string video)
    {
        if (!File.Exists(video))
        {
            return Gone(video);
        }

        var folder = Path.GetDirectoryName(video)!;
        return !OperatingSystem.IsWindows() && Posix.FaultOfMakingIn(folder) is not 0 and var error ? DiskFault.Of(error, folder) : null;
    }

    /// <summary>The video is gone.</summary>
    /// <param name="video">Its whole path.</param>
    public static string Gone(string video) => $"{video} is not there any more.";
}
