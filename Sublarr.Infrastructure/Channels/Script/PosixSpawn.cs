using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>
/// Starts a program as the leader of a session of its own, so that it and what comes of it can be signalled as a group.
/// .NET's Process cannot, and the program setsid in between would cost more than most scripts.
/// </summary>
internal static unsafe partial class PosixSpawn
{
    // spawn.h, the same in glibc and musl.
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const short SetSession = 0x80;

    // The C libraries' types differ in size; each is a third of this at most.
    private const int StructureSize = 1024;

    // Never freed: all starts use the same attributes.
    private static readonly Lazy<nint> Attributes = new(CreateAttributes);

    private static readonly bool HasChangeFolder = Find(nameof(posix_spawn_file_actions_addchdir_np)) != null;

    // Since glibc 2.34. Ours are marked to be closed in children, but not what this process itself was given, nor all that the runtime opens.
    private static readonly delegate* unmanaged<byte*, int, int> CloseFrom = (delegate* unmanaged<byte*, int, int>)Find("posix_spawn_file_actions_addclosefrom_np");

    /// <summary>Why nothing can be started here, as a sentence; null when it can.</summary>
    public static string? Problem => HasChangeFolder
        ? null
        : "Scripts cannot be started here, because this system's C library is too old: Sublarr needs glibc 2.29 or musl 1.1.24, or newer.";

    /// <summary>Starts it and returns its process id. Of our descriptors it gets the three given, as its streams.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="input">The descriptor it reads.</param>
    /// <param name="output">The descriptor it prints to.</param>
    /// <param name="error">The descriptor it prints errors to.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static int Start(ProgramStart start, int input, int output, int error)
    {
        using var arguments = new NativeTexts([start.Program]);
        using var environment = new NativeTexts([.. start.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        var actions = stackalloc byte[StructureSize];
        Check(posix_spawn_file_actions_init(actions));
        try
        {
            Check(posix_spawn_file_actions_addchdir_np(actions, start.Folder));
            Check(posix_spawn_file_actions_adddup2(actions, input, 0));
            Check(posix_spawn_file_actions_adddup2(actions, output, 1));
            Check(posix_spawn_file_actions_adddup2(actions, error, 2));
            if (CloseFrom != null)
            {
                Check(CloseFrom(actions, 3));
            }

            Check(posix_spawn(out var processId, arguments.Addresses[0], actions, Attributes.Value, arguments.Addresses, environment.Addresses));
            return processId;
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    private static void* Find(string function) =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), function, out var address) ? (void*)address : null;

    private static nint CreateAttributes()
    {
        var attributes = (nint)NativeMemory.AllocZeroed(StructureSize);
        Check(posix_spawnattr_init(attributes));
        Check(posix_spawnattr_setflags(attributes, SetSession | SetSignalDefaults | SetSignalMask));

        // A set is a bit for each signal. .NET ignores SIGPIPE, and who started the server may have had it ignore others: children would inherit that.
        var signals = stackalloc byte[StructureSize];
        new Span<byte>(signals, StructureSize).Clear();
        Check(posix_spawnattr_setsigmask(attributes, signals));
        new Span<byte>(signals, StructureSize).Fill(byte.MaxValue);
        Check(posix_spawnattr_setsigdefault(attributes, signals));
        return attributes;
    }

    // These return the error instead of setting errno.
    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

#pragma warning disable IDE1006 // The names are the C library's.
    [LibraryImport("libc")]
    private static partial int posix_spawn(out int pid, byte* path, byte* actions, nint attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addchdir_np(byte* actions, string folder);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(nint attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(nint attributes, short flags);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(nint attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigdefault(nint attributes, byte* signals);
#pragma warning restore IDE1006
}
