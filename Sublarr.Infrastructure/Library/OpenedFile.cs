namespace Sublarr.Infrastructure.Library;

/// <summary>A file as whoever opens it finds it. The framework tells of a link what the link itself has: as its size the length of the path in it, and its own time.</summary>
internal static class OpenedFile
{
    /// <summary>The file, or what the link of that path leads to in the end; null when that is not there, or no file.</summary>
    /// <param name="path">A whole path.</param>
    /// <exception cref="IOException">The links lead in a circle, or cannot be read.</exception>
    public static FileInfo? At(string path)
    {
        var file = new FileInfo(path);
        var opened = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return opened is { Exists: true } ? opened : null;
    }
}
