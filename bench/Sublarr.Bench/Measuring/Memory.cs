using System.Diagnostics;

namespace Sublarr.Bench.Measuring;

/// <summary>How much memory something takes.</summary>
internal static class Memory
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>What another process has of the machine's memory now, in bytes.</summary>
    public static long Of(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>What the process holds at most meanwhile, beyond what it held before, in megabytes; at least a page, so that a ratio can be told.</summary>
    public static async Task<double> MostDuringAsync(Func<Task> work)
    {
        GC.Collect();
        var (before, most) = (Environment.WorkingSet, 0L);
        var working = work();
        while (!working.IsCompleted)
        {
            most = Math.Max(most, Environment.WorkingSet);
            await Task.WhenAny(working, Task.Delay(Look));
        }

        await working;
        return Math.Max(Math.Max(most, Environment.WorkingSet) - before, Environment.SystemPageSize) / 1e6;
    }
}
