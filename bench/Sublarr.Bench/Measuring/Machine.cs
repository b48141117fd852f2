using System.Diagnostics;
using System.Runtime.InteropServices;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Measuring;

/// <summary>The machine, as far as figures depend on it.</summary>
internal sealed record Machine(int Cores, string Processor, string System, string Runtime, double DiskFlushMs, double DiskFlushP99Ms, double LoadBefore)
{
    private const int Flushes = 300;
    private const int Page = 4096;

    public static Machine Look()
    {
        var flushes = FlushTimes(Flushes);
        return new(
            Environment.ProcessorCount,
            ProcessorName(),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            Quantile.Of(flushes, 0.5),
            Quantile.Of(flushes, 0.99),
            LoadAverage());
    }

    /// <summary>What one page costs to write and flush, in milliseconds, sorted: no durable commit can be faster.</summary>
    public static IReadOnlyList<double> FlushTimes(int count)
    {
        using var folder = new WorkFolder();
        using var file = new FileStream(Path.Combine(folder.Path, "flush"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[Page];
        var times = new List<double>(count);
        for (var index = 0; index < count; index++)
        {
            file.Write(page);
            var start = Stopwatch.GetTimestamp();
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : "unknown";

    private static double LoadAverage() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], global::System.Globalization.CultureInfo.InvariantCulture)
        : double.NaN;
}
