using System.Runtime;
using Microsoft.Extensions.Hosting;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Telemetry;

/// <summary>
/// Gives memory back to the machine once work is over. The runtime keeps what a burst took for the next one, for days if there is none, and a home server has
/// other things to do with half a gigabyte. Nobody waits for it: it is done when the process has been quiet for a while.
/// </summary>
public sealed class IdleMemory : BackgroundService
{
    private readonly IdleWork _work = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A start leaves much, and is over soon. By the clock of the system: it is the machine that is looked at.
        _work.Begin(ProcessUse.Now);
        for (var pause = IdleWork.AfterStart; ; pause = IdleWork.Look)
        {
            await Task.Delay(pause, TimeProvider.System, stoppingToken);
            if (_work.IsOver(ProcessUse.Now))
            {
                GiveBack();
                _work.Forget(ProcessUse.Now);
            }
        }
    }

    private static void GiveBack()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // SQLite's memory is the C library's, which keeps what was freed too.
        Posix.TrimHeap();
    }
}
