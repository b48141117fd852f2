using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Sublarr.Bench.Measuring;

/// <summary>
/// Measures another checkout in turn with this one: this, other, other, this, and so on, each in a process of its own. The speed of a machine drifts,
/// by half and more where it is shared, so the ratio of each pair is what counts, and how far the ratios lie apart says what they are worth.
/// </summary>
/// <param name="root">The root of the other checkout, built in Release.</param>
/// <param name="benchmark">The name of a benchmark, or all.</param>
/// <param name="pairs">How often both are measured.</param>
internal sealed class Beside(string root, string benchmark, int pairs)
{
    // The program that the build makes beside the assembly.
    private const string Program = "bench/Sublarr.Bench/bin/Release/net10.0/Sublarr.Bench";

    private readonly List<(Dictionary<string, double> This, Dictionary<string, double> Other)> _pairs = [];

    /// <summary>Prints, of each figure that both have, the medians and the ratios of this checkout to the other.</summary>
    /// <exception cref="InvalidOperationException">One of them cannot be measured.</exception>
    public async Task MeasureAsync(TextWriter target)
    {
        for (var pair = 1; pair <= pairs; pair++)
        {
            await Console.Error.WriteLineAsync($"pair {pair} of {pairs}");
            var isFirst = pair % 2 == 1;
            var first = await RunAsync(isFirst ? Environment.ProcessPath! : OtherProgram());
            var second = await RunAsync(isFirst ? OtherProgram() : Environment.ProcessPath!);
            _pairs.Add(isFirst ? (first, second) : (second, first));
        }

        await target.WriteLineAsync($"{"figure",-44}{"this",12}{"other",12}   ratio, pair by pair: median (min - max)");
        foreach (var name in _pairs[0].This.Keys.Intersect(_pairs[0].Other.Keys))
        {
            await target.WriteLineAsync(RowOf(name));
        }
    }

    private string OtherProgram() => Path.Combine(root, Program);

    private string RowOf(string name)
    {
        var (mine, others) = (Of(pair => pair.This), Of(pair => pair.Other));
        var ratios = new Figure(name, "", [.. mine.Runs.Zip(others.Runs, (one, other) => one / other)]);
        return string.Create(
            CultureInfo.InvariantCulture, $"{name,-44}{mine.Median,12:0.###}{others.Median,12:0.###}   {ratios.Median:0.000} ({ratios.Min:0.000} - {ratios.Max:0.000})");

        Figure Of(Func<(Dictionary<string, double> This, Dictionary<string, double> Other), Dictionary<string, double>> side) =>
            new(name, "", [.. _pairs.Select(pair => side(pair)[name])]);
    }

    // By figure, with its benchmark and unit. A promise that is missed, which is exit code 1, is no reason to stop.
    private async Task<Dictionary<string, double>> RunAsync(string program)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [benchmark, "--json", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            using var report = JsonDocument.Parse(process.ExitCode is 0 or 1 ? await File.ReadAllBytesAsync(file) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}."));
            return report.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(
                finding => $"{finding.GetProperty("benchmark")} {finding.GetProperty("figure").GetProperty("name")}, {finding.GetProperty("figure").GetProperty("unit")}",
                finding => finding.GetProperty("figure").GetProperty("median").GetDouble());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
