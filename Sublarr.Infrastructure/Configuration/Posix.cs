using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sublarr.Infrastructure.Configuration;

/// <summary>The system calls .NET has no method for.</summary>
internal static partial class Posix
{
    public const int Terminate = 15;
    public const int Kill = 9;

    public const int NoSuchFile = 2;

    private const int NoFolder = 20;
    private const int SetChildSubreaper = 36;
    private const int CoreSize = 4;

    // Linux takes the number of a thread for that of a process; 0 is the calling one.
    private const int OneThread = 0;
    private const int LeastUrgent = 19;

    private const int WaitNoHang = 1;

    private const short ToRead = 0x1;
    private const short HungUp = 0x10;
    private const int BootTimeClock = 7;
    private const int ThisFolder = -100;
    private const int TheFileItself = 0x1000;
    private const int FollowLinks = 0x400;

    // Holds a file without reading it: also one that may not be read, and one that would wait for a writer.
    private const int HoldOnly = 0x200000;
    private const int CloseOnExec = 0x80000;
    private const uint TypeModeOwnersAndNumber = 0x1 | 0x2 | 0x8 | 0x10 | 0x100;
    private const uint Unchanged = uint.MaxValue;
    private const uint Root = 0;
    private const int MayExecute = 1;
    private const int MayRead = 4;
    private const int MayWrite = 2;

    /// <summary>The user this process acts as.</summary>
    public static uint UserId => geteuid();

    /// <summary>The session this process belongs to, 0 when its leader is outside the container.</summary>
    public static int SessionId => getsid(0);

    /// <summary>Now on the clock by which the kernel dates processes, in its ticks of 10 ms.</summary>
    public static long BootTicks =>
        clock_gettime(BootTimeClock, out var now) == 0 ? ((long)now.Seconds * 100) + ((long)now.Nanoseconds / 10_000_000) : throw new Win32Exception();

    /// <summary>Makes orphaned descendants children of this process instead of init's. False when the kernel refuses.</summary>
    public static bool AdoptOrphans() => prctl(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>Lets all other work on the cores go before this thread's. False when the system has no such thing.</summary>
    public static bool GiveWay() => setpriority(OneThread, 0, LeastUrgent) == 0;

    /// <summary>Gives what the C library keeps of freed memory back to the system. False where it has no such call, as musl.</summary>
    public static bool TrimHeap()
    {
        try
        {
            return malloc_trim(0) != 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Sends a signal to a process. False when it does not exist or belongs to somebody else.</summary>
    public static bool Signal(int processId, int signal) => kill(processId, signal) == 0;

    /// <summary>Sends a signal to a process group. False when it has no member.</summary>
    public static bool SignalGroup(int groupId, int signal)
    {
        // kill(-1) would reach every process there is, kill(-0) our own group.
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(groupId, 1);
        return kill(-groupId, signal) == 0;
    }

    /// <summary>True while a process group has a member, be it a zombie.</summary>
    public static bool GroupExists(int groupId) => SignalGroup(groupId, 0);

    /// <summary>Takes the exit status of one ended child, so that it is no zombie any more.</summary>
    public static void Reap(int processId) => _ = waitpid(processId, out _, WaitNoHang);

    /// <summary>True while a pipe holds bytes, or its end, that nobody has read yet.</summary>
    public static bool HasUnread(SafePipeHandle pipe)
    {
        var held = false;
        try
        {
            pipe.DangerousAddRef(ref held);
            var asked = new Polled((int)pipe.DangerousGetHandle(), ToRead);
            return poll(ref asked, 1, 0) == 1 && (asked.Seen & (ToRead | HungUp)) != 0;
        }
        finally
        {
            if (held)
            {
                pipe.DangerousRelease();
            }
        }
    }

    /// <summary>Lets this process leave no core file, nor what comes of it from now on. False when the kernel refuses.</summary>
    public static bool ForbidCoreFiles()
    {
        var none = default(ResourceLimit);
        return setrlimit(CoreSize, in none) == 0;
    }

    public static bool IsExecutable(string path) => access(path, MayExecute) == 0;

    public static bool IsReadable(string path) => access(path, MayRead) == 0;

    /// <summary>False also on what is mounted read-only.</summary>
    public static bool IsWritable(string path) => access(path, MayWrite) == 0;

    /// <summary>Why no file can be made in a folder: the system's error, 0 for none. Nothing is written for it.</summary>
    public static int FaultOfMakingIn(string folder) => access(folder, MayWrite | MayExecute) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>The path without symbolic links; null when nothing is there.</summary>
    /// <exception cref="Win32Exception">A folder on the way may not be entered, or links run in a circle.</exception>
    public static string? RealPath(string path)
    {
        var resolved = realpath(path, 0);
        if (resolved == 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == NoSuchFile ? null : throw new Win32Exception(error);
        }

        try
        {
            return Marshal.PtrToStringUTF8(resolved);
        }
        finally
        {
            free(resolved);
        }
    }

    /// <summary>Kind, owner and permissions of a file.</summary>
    public static FileStatus StatusOf(string path) => FindStatusOf(path) ?? throw new Win32Exception();

    /// <summary>The same; null when nothing is there, or it cannot be reached.</summary>
    public static FileStatus? FindStatusOf(string path) =>
        statx(ThisFolder, path, 0, TypeModeOwnersAndNumber, out var status) == 0 ? status : null;

    /// <summary>Kind, owner and permissions of a file that is held.</summary>
    public static FileStatus StatusOf(SafeFileHandle file) =>
        statx((int)file.DangerousGetHandle(), "", TheFileItself, TypeModeOwnersAndNumber, out var status) == 0 ? status : throw new Win32Exception();

    /// <summary>Gives an open file to who has another: its owner, if this process may, else its group. False when neither could be done.</summary>
    public static bool GiveLike(SafeFileHandle file, FileStatus other) =>
        fchown((int)file.DangerousGetHandle(), UserId == Root ? other.OwnerId : Unchanged, other.GroupId) == 0;

    /// <summary>Holds a file, without the right to read or write it; null when nothing is there.</summary>
    /// <exception cref="Win32Exception">A folder on the way may not be entered, or links run in a circle.</exception>
    public static SafeFileHandle? Hold(string path)
    {
        var descriptor = open(path, HoldOnly | CloseOnExec);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NoFolder ? null : throw new Win32Exception(error);
    }

    /// <summary>Gives the file that a name of <c>/proc/self/fd</c> stands for another name. Returns the system's error, 0 for none.</summary>
    public static int Link(string held, string name) => linkat(ThisFolder, held, ThisFolder, name, FollowLinks) == 0 ? 0 : Marshal.GetLastPInvokeError();

#pragma warning disable IDE1006 // The names are the C library's.
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat(int fromFolder, string from, int toFolder, string to, int flags);

    [LibraryImport("libc")]
    private static partial int fchown(int descriptor, uint owner, uint group);

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint left);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static partial int setpriority(int kind, int who, int niceness);

    [LibraryImport("libc")]
    private static partial int poll(ref Polled descriptors, nuint count, int milliseconds);

    [LibraryImport("libc")]
    private static partial int waitpid(int pid, out int status, int options);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc")]
    private static partial int setrlimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static partial int getsid(int pid);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int clock_gettime(int clock, out TimeSpec now);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint realpath(string path, nint buffer);

    [LibraryImport("libc")]
    private static partial void free(nint memory);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out FileStatus status);
#pragma warning restore IDE1006

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ResourceLimit
    {
        public readonly ulong Soft;
        public readonly ulong Hard;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled(int descriptor, short events)
    {
        public readonly int Descriptor = descriptor;
        public readonly short Events = events;
        public short Seen;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}

/// <summary>The part of <c>struct statx</c> that is looked at; unlike <c>struct stat</c> it is laid out the same on every processor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct FileStatus
{
    private const ushort TypeMask = 0xF000;

    [FieldOffset(20)]
    public readonly uint OwnerId;

    [FieldOffset(24)]
    public readonly uint GroupId;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _number;

    [FieldOffset(136)]
    private readonly uint _deviceMajor;

    [FieldOffset(140)]
    private readonly uint _deviceMinor;

    /// <summary>Which file it is, by whatever path.</summary>
    public FileIdentity Identity => new(_deviceMajor, _deviceMinor, _number);

    public bool IsFolder => (_mode & TypeMask) == 0x4000;

    public bool IsRegularFile => (_mode & TypeMask) == 0x8000;

    public UnixFileMode Permissions => (UnixFileMode)(_mode & 0xFFF);

    /// <summary>True when its group or everybody may write it.</summary>
    public bool MayBeChangedByOthers => (Permissions & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None;

    /// <summary>True for a folder in which nobody may rename or remove what belongs to somebody else.</summary>
    public bool IsSticky => (Permissions & UnixFileMode.StickyBit) != UnixFileMode.None;
}

/// <summary>Which file it is: the device it is on and its number there.</summary>
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Number)
{
    /// <summary>Whether both are on one file system.</summary>
    public bool IsOnDiskOf(FileIdentity other) => (DeviceMajor, DeviceMinor) == (other.DeviceMajor, other.DeviceMinor);
}
