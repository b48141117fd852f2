using Sublarr.Bench;
using Sublarr.Bench.Crash;
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
if (CommandLine.Read(args) is not { } line || (line.Wanted != "all" && !names.Contains(line.Wanted)))
{
    await Console.Error.WriteLineAsync($"Usage: bench/run {string.Join('|', names)}|all [--json FILE] [--kills N] [--beside FOLDER [--pairs N]]");
    return 2;
}

if (line.Beside is { } other)
{
    await new Beside(other, line.Wanted, line.Pairs).MeasureAsync(Console.Out);
    return 0;
}

foreach (var crashes in benchmarks.OfType<CrashLoop>())
{
    crashes.Kills = line.Kills ?? crashes.Kills;
}

var report = new Report(Machine.Look());
foreach (var benchmark in benchmarks.Where(benchmark => line.Wanted == "all" || benchmark.Name == line.Wanted))
{
    await Console.Error.WriteLineAsync($"{benchmark.Name}: {benchmark.Conditions}");
    report.Add(benchmark, await benchmark.MeasureAsync());
}

if (line.JsonFile is { } file)
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
