using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Runtime;

namespace Sublarr.Bench.Measuring;

/// <summary>
/// The objects that another .NET process holds on to. Its resident memory also has what the collector keeps for the next moments, which differs by how busy
/// it was just before; this has only what cannot be given back.
/// </summary>
internal static class LiveHeap
{
    // "GC" and "GCHeapCollect" of the runtime's own provider: a full collection as the session begins.
    // https://learn.microsoft.com/dotnet/fundamentals/diagnostics/runtime-garbage-collection-events
    private const long CollectNow = 0x1 | 0x800000;

    // Finalizers run after the first, and what they let go of goes with the second.
    private const int Collections = 2;

    // Of the runtime that both run on. Left to itself ClrMD 4 does not look beside it: findings/clrmd-4-dac-beside-runtime.sh
    private static readonly string Reader = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libmscordaccore.so");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Collects the garbage of a process and counts what is left, in bytes. The process stands still for a moment.</summary>
    public static async Task<long> OfAsync(int processId)
    {
        for (var collection = 0; collection < Collections; collection++)
        {
            await CollectAsync(processId);
        }

        // From a dump: to attach to a process waits for each of its threads, also for one that ends meanwhile.
        var dump = Path.GetTempFileName();
        try
        {
            await new DiagnosticsClient(processId).WriteDumpAsync(DumpType.WithHeap, dump, logDumpGeneration: false, CancellationToken.None);
            return CountIn(dump);
        }
        finally
        {
            File.Delete(dump);
        }
    }

    private static long CountIn(string dump)
    {
        using var target = DataTarget.LoadDump(dump);
        using var runtime = target.ClrVersions[0].CreateRuntime(Reader, ignoreMismatch: true);
        return runtime.Heap.EnumerateObjects().Where(found => found.Type is { IsFree: false }).Sum(found => (long)found.Size);
    }

    private static async Task CollectAsync(int processId)
    {
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectNow);
        using var session = new DiagnosticsClient(processId).StartEventPipeSession([provider], requestRundown: false);
        var reading = session.EventStream.CopyToAsync(Stream.Null);
        await Task.Delay(Patience);
        await session.StopAsync(CancellationToken.None);
        await reading;
    }
}
