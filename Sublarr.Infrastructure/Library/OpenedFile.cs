namespace Sublarr.Infrastructure.Library;

/// <summary>A file as whoever opens it finds it. The framework tells of a link what the link itself has: as its size the length of the path in it, and its own time.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="ChangedAt">When it was written last, in UTC.</param>
internal sealed record OpenedFile(long Size, DateTimeOffset ChangedAt)
{
    /// <summary>The file, or what the link of that path leads to in the end; null when that is not there, or no file.</summary>
    /// <param name="path">A whole path.</param>
    /// <exception cref="IOException">The links lead in a circle, or cannot be read.</exception>
    public static OpenedFile? At(string path)
    {
        var file = new FileInfo(path);
        var opened = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return opened is { Exists: true } ? new(opened.Length, new DateTimeOffset(opened.LastWriteTimeUtc, TimeSpan.Zero)) : null;
    }
}
