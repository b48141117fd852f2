using System.Diagnostics;

namespace Sublarr.Bench.Measuring;

/// <summary>How fast pieces of work are done, and what each costs.</summary>
/// <param name="PerSecond">Pieces a second.</param>
/// <param name="ProcessorMicros">Microseconds of processor time of this process for each: what else the machine does hardly changes it.</param>
internal readonly record struct Pace(double PerSecond, double ProcessorMicros)
{
    /// <summary>Measures a round of so many pieces.</summary>
    public static async Task<Pace> OfAsync(int pieces, Func<Task> work)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new(pieces / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / pieces);
    }
}
