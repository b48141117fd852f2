using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sublarr.Bench.Library;

/// <summary>Counts the files that anybody opens in some folders, as the kernel tells it. Folders that are opened do not count.</summary>
internal sealed partial class OpenedFiles : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint Opened = 0x20;
    private const uint IsFolder = 0x4000_0000;
    private const uint Overflow = 0x4000;
    private const int HeadLength = 16;

    private readonly SafeFileHandle _events;

    /// <summary>Begins to count.</summary>
    /// <param name="folders">Not those below them. Few enough for the kernel's queue: each folder that is opened is told of, too.</param>
    public OpenedFiles(IEnumerable<string> folders)
    {
        _events = new SafeFileHandle(Checked(inotify_init1(NonBlocking)), ownsHandle: true);
        foreach (var folder in folders)
        {
            Checked(inotify_add_watch(_events, folder, Opened));
        }
    }

    /// <summary>How many were opened so far.</summary>
    /// <exception cref="InvalidOperationException">More happened than the kernel could remember.</exception>
    public int Count()
    {
        var (count, buffer) = (0, new byte[64 * 1024]);
        for (nint length; (length = read(_events, buffer, (nuint)buffer.Length)) > 0;)
        {
            count += CountIn(buffer.AsSpan(0, (int)length));
        }

        return count;
    }

    public void Dispose() => _events.Dispose();

    // struct inotify_event: watch, mask, cookie, length of the name, name.
    private static int CountIn(ReadOnlySpan<byte> events)
    {
        var count = 0;
        while (events.Length >= HeadLength)
        {
            var mask = MemoryMarshal.Read<uint>(events[4..]);
            if ((mask & Overflow) != 0)
            {
                throw new InvalidOperationException("The kernel's queue of events was too short: watch fewer folders.");
            }

            count += (mask & (Opened | IsFolder)) == Opened ? 1 : 0;
            events = events[(HeadLength + MemoryMarshal.Read<int>(events[12..]))..];
        }

        return count;
    }

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

#pragma warning disable IDE1006 // The names are the C library's.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(SafeFileHandle events, string path, uint mask);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle file, byte[] buffer, nuint length);
#pragma warning restore IDE1006
}
