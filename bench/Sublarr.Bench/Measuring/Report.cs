using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sublarr.Bench.Measuring;

/// <summary>Everything that was found, for machines and for people.</summary>
internal sealed class Report(Machine machine)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly List<(IBenchmark Benchmark, Finding Finding)> _findings = [];

    public bool IsKept => _findings.TrueForAll(found => found.Finding.IsKept);

    public void Add(IBenchmark benchmark, IEnumerable<Finding> findings) => _findings.AddRange(findings.Select(finding => (benchmark, finding)));

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Machine = machine,
            Kept = IsKept,
            Findings = _findings.Select(found => new
            {
                Benchmark = found.Benchmark.Name,
                found.Benchmark.Conditions,
                Figure = Plain(found.Finding.Figure),
                Limit = Plain(found.Finding.Limit),
                Ratio = Math.Round(found.Finding.Ratio, 3),
                Promise = found.Finding.Promise.ToString(),
                Kept = found.Finding.IsKept,
            }),
        },
        Json);

    public void WriteTable(TextWriter target)
    {
        target.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Cores} cores ({machine.Processor}), {machine.Runtime}, disk flush {machine.DiskFlushMs:0.00} ms (p99 {machine.DiskFlushP99Ms:0.00}), load before {machine.LoadBefore}"));
        string[][] rows =
        [
            ["", "figure", "median (min - max)", "limit", "median (min - max)", "ratio", "promise", ""],
            .. _findings.Select(found => Row(found.Benchmark, found.Finding)),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            target.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static object Plain(Figure figure) => new
    {
        figure.Name,
        figure.Unit,
        Median = Math.Round(figure.Median, 3),
        Min = Math.Round(figure.Min, 3),
        Max = Math.Round(figure.Max, 3),
        Runs = figure.Runs.Select(run => Math.Round(run, 3)),
    };

    private static string[] Row(IBenchmark benchmark, Finding finding) =>
    [
        benchmark.Name, finding.Figure.Name, Spread(finding.Figure), finding.Limit.Name, Spread(finding.Limit),
        finding.Ratio.ToString("0.##", CultureInfo.InvariantCulture), finding.Promise.ToString(), finding.IsKept ? "kept" : "MISSED",
    ];

    private static string Spread(Figure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{Short(figure.Median)} ({Short(figure.Min)} - {Short(figure.Max)}) {figure.Unit}");

    private static string Short(double value) => value.ToString(value >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);
}
