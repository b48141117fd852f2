using System.Runtime.InteropServices;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Which file a path leads to: the device it is on and its number there.</summary>
internal readonly partial record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Number)
{
    private const int ThisFolder = -100;
    private const uint NumberWanted = 0x100;

    /// <summary>The file that is there now; null when there is none.</summary>
    public static FileIdentity? Of(string path) =>
        statx(ThisFolder, path, 0, NumberWanted, out var status) == 0 ? new(status.DeviceMajor, status.DeviceMinor, status.Number) : null;

#pragma warning disable IDE1006 // The name is the C library's.
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out Status status);
#pragma warning restore IDE1006

    // The part of struct statx that is looked at; it is laid out the same on every processor.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Status
    {
        [FieldOffset(32)]
        public readonly ulong Number;

        [FieldOffset(136)]
        public readonly uint DeviceMajor;

        [FieldOffset(140)]
        public readonly uint DeviceMinor;
    }
}
