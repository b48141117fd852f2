using System.Runtime.InteropServices;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>Faults of the disk that videos are on, in words.</summary>
internal static class DiskFault
{
    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int NoRight = 13;
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;

    /// <summary>What is wrong and what helps.</summary>
    /// <param name="exception">What the system said.</param>
    /// <param name="folder">The folder that was to be written.</param>
    public static string Of(Exception exception, string folder) => exception switch
    {
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => $"There is no room for it in {folder}. Free some space.",
        IOException { HResult: ReadOnlyFileSystem } => $"{folder} is mounted read-only. Mount it writable.",
        UnauthorizedAccessException => $"{folder} cannot be written. Give Sublarr's user the right to write there.",
        TimeoutException => $"The disk of {folder} does not answer. Check its mount.",
        DirectoryNotFoundException => $"{folder} is not there any more. Check its mount.",
        PathTooLongException => $"The name would be longer than the file system of {folder} takes.",
        _ => $"{folder} cannot be written ({exception.Message.TrimEnd('.')}). Check its mount and the system's log.",
    };

    /// <summary>The same for an error of the system.</summary>
    /// <param name="error">Its number.</param>
    /// <param name="folder">The folder that was to be written.</param>
    public static string Of(int error, string folder) => Of(
        error switch
        {
            NoSuchFile => new DirectoryNotFoundException(),
            NotPermitted or NoRight => new UnauthorizedAccessException(),
            _ => new IOException(Marshal.GetPInvokeErrorMessage(error), error),
        },
        folder);

    /// <summary>True for what <see cref="Of(Exception, string)"/> has words for.</summary>
    public static bool IsOne(Exception exception) => exception is IOException or UnauthorizedAccessException or TimeoutException;
}
