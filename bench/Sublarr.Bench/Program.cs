using Sublarr.Bench.Incoming;
using Sublarr.Bench.Measuring;

if (args is [BareReceiver.Verb])
{
    await BareReceiver.RunAsync();
    return 0;
}

var benchmarks = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type.IsClass && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();
var names = benchmarks.Select(benchmark => benchmark.Name).Distinct().ToList();
if (args is not [var wanted, ..] || (wanted != "all" && !names.Contains(wanted)) || args is not ([_] or [_, "--json", _]))
{
    await Console.Error.WriteLineAsync($"Usage: bench/run {string.Join('|', names)}|all [--json FILE]");
    return 2;
}

var report = new Report(Machine.Look());
foreach (var benchmark in benchmarks.Where(benchmark => wanted == "all" || benchmark.Name == wanted))
{
    await Console.Error.WriteLineAsync($"{benchmark.Name}: {benchmark.Conditions}");
    report.Add(benchmark, await benchmark.MeasureAsync());
}

if (args is [_, _, var file])
{
    await File.WriteAllTextAsync(file, report.ToJson());
    report.WriteTable(Console.Out);
}
else
{
    Console.WriteLine(report.ToJson());
    report.WriteTable(Console.Error);
}

return report.IsKept ? 0 : 1;
