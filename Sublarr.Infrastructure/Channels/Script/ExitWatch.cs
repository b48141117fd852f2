using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>
/// Waits for the end of children that .NET did not start, and takes their exit status. One thread waits for all of them by
/// descriptors of processes; where the kernel has none (before 5.3, and in some sandboxes), one thread for each.
/// </summary>
internal sealed partial class ExitWatch
{
    private const int SignalBase = 128;
    private const int SignalMask = 0x7F;
    private const int Interrupted = 4;

    // The same number on every processor.
    private const nint OpenProcessCall = 434;

    private const int CloseOnExec = 0x80000;
    private const int Add = 1;
    private const int Remove = 2;
    private const uint ReadableOnce = 0x1 | (1u << 30);
    private const int EventsAtOnce = 32;

    // An event is four bytes of what happened and eight of ours; x64 alone leaves no gap between them.
    private static readonly int OursAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = OursAt + sizeof(long);

    private readonly ConcurrentDictionary<int, Child> _children = [];
    private readonly int _queue = -1;

    /// <param name="byDescriptors">False to do without descriptors of processes, even where there are some.</param>
    public ExitWatch(bool byDescriptors)
    {
        if (byDescriptors && HasDescriptors() && (_queue = epoll_create1(CloseOnExec)) >= 0)
        {
            new Thread(WaitForAll) { IsBackground = true, Name = "Exits of scripts" }.Start();
        }
    }

    /// <summary>The one of this process.</summary>
    public static ExitWatch Ours { get; } = new(byDescriptors: true);

    /// <summary>The exit code of a child, or 128 and the number of the signal that ended it. Nobody else may wait for it.</summary>
    public Task<int> ExitOf(int processId)
    {
        var child = new Child(processId, _queue < 0 ? -1 : OpenProcess(processId));
        if (child.Descriptor < 0 || !Enlist(child))
        {
            new Thread(() => End(child)) { IsBackground = true, Name = "Exit of a script" }.Start();
        }

        return child.Exited.Task;
    }

    private static bool HasDescriptors()
    {
        var own = OpenProcess(Environment.ProcessId);
        return own >= 0 && close(own) == 0;
    }

    private static int OpenProcess(int processId) => (int)syscall(OpenProcessCall, processId, 0);

    private bool Enlist(Child child)
    {
        _children[child.ProcessId] = child;
        Span<byte> wanted = stackalloc byte[EventSize];
        MemoryMarshal.Write(wanted, ReadableOnce);
        MemoryMarshal.Write(wanted[OursAt..], (long)child.ProcessId);
        return epoll_ctl(_queue, Add, child.Descriptor, ref wanted[0]) == 0 || !_children.TryRemove(child.ProcessId, out _);
    }

    private void WaitForAll()
    {
        Span<byte> events = new byte[EventsAtOnce * EventSize];
        while (true)
        {
            var count = epoll_wait(_queue, ref events[0], EventsAtOnce, -1);
            if (count < 0 && Marshal.GetLastPInvokeError() is not Interrupted and var error)
            {
                throw new Win32Exception(error);
            }

            for (var at = 0; at < count; at++)
            {
                var processId = (int)MemoryMarshal.Read<long>(events[((at * EventSize) + OursAt)..]);
                if (_children.TryRemove(processId, out var child))
                {
                    End(child);
                }
            }
        }
    }

    private void End(Child child)
    {
        int result, status;
        while ((result = waitpid(child.ProcessId, out status, 0)) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            // A signal came in between.
        }

        if (child.Descriptor >= 0)
        {
            // A child that is just being started may hold a copy, and would keep it in the queue.
            _ = epoll_ctl(_queue, Remove, child.Descriptor, ref MemoryMarshal.GetReference(Span<byte>.Empty));
            _ = close(child.Descriptor);
        }

        if (result == child.ProcessId)
        {
            child.Exited.SetResult(CodeOf(status));
        }
        else
        {
            child.Exited.SetException(new InvalidOperationException($"The exit status of process {child.ProcessId} was taken by somebody else."));
        }
    }

    private static int CodeOf(int status) => (status & SignalMask) == 0 ? (status >> 8) & 0xFF : SignalBase + (status & SignalMask);

#pragma warning disable IDE1006 // The names are the C library's.
    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint processId, nint flags);

    [LibraryImport("libc")]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc")]
    private static partial int epoll_ctl(int queue, int operation, int descriptor, ref byte wanted);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int queue, ref byte events, int atMost, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int pid, out int status, int options);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
#pragma warning restore IDE1006

    private sealed record Child(int ProcessId, int Descriptor)
    {
        public TaskCompletionSource<int> Exited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
