using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks at one video and at what lies beside it.</summary>
internal sealed class VideoLook(PatientDisk disk, Ffprobe ffprobe)
{
    /// <summary>More names of one folder than that are not looked through.</summary>
    private const int MostNeighbours = 20_000;

    /// <summary>What was found; null when it is gone or may not be read.</summary>
    /// <exception cref="TimeoutException">The disk does not answer.</exception>
    public async Task<FoundVideo?> AtAsync(string path, CancellationToken cancellationToken)
    {
        if (await disk.AskAsync(() => Read(path), cancellationToken) is not { } seen)
        {
            return null;
        }

        var (probe, problem) = await ffprobe.ReadAsync(path, cancellationToken);
        return new(seen.Video with { Probe = probe }, seen.Sidecars, problem);
    }

    /// <summary>The subtitles beside a video.</summary>
    public static IReadOnlyList<SidecarSubtitle> SidecarsOf(FileInfo video)
    {
        var names = video.Directory!.EnumerateFiles().Take(MostNeighbours).Select(other => other.Name).Where(MediaNames.IsReadable).ToLookup(MediaNames.IsVideo);
        return [.. SidecarOwners.Of(names[true].Append(video.Name).Distinct(StringComparer.Ordinal), names[false])[video.Name]];
    }

    private static FoundVideo? Read(string path)
    {
        try
        {
            return OpenedFile.At(path) is { } file
                ? new(new VideoFile(path, file.Size, file.ChangedAt, Probe: null), SidecarsOf(new FileInfo(path)), Unprobed: null)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>A video and what lies beside it.</summary>
/// <param name="Video">The video.</param>
/// <param name="Sidecars">The subtitles beside it.</param>
/// <param name="Unprobed">Why nobody looked inside, as a sentence; null when somebody did.</param>
internal sealed record FoundVideo(VideoFile Video, IReadOnlyList<SidecarSubtitle> Sidecars, string? Unprobed);
