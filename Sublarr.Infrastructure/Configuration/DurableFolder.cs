using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sublarr.Infrastructure.Configuration;

/// <summary>Makes names in a folder last: a file that is flushed can still lose its name in a power cut. .NET opens no folders.</summary>
internal static partial class DurableFolder
{
    private const int OnlyFolder = 0x10000;
    private const int OnlyFolderOnArm = 0x4000;
    private const int CloseOnExec = 0x80000;

    /// <summary>Returns when the names in it are on disk, or at once where the file system has no such thing.</summary>
    /// <param name="path">The folder.</param>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var isArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
        var descriptor = open(path, (isArm ? OnlyFolderOnArm : OnlyFolder) | CloseOnExec);
        if (descriptor < 0)
        {
            return;
        }

        using var held = new SafeFileHandle(descriptor, ownsHandle: true);
        // Shares of Windows refuse it (EINVAL): they have nothing better to offer.
        _ = fsync(descriptor);
    }

#pragma warning disable IDE1006 // The names are the C library's.
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);
#pragma warning restore IDE1006
}
