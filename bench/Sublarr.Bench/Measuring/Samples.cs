namespace Sublarr.Bench.Measuring;

/// <summary>What several runs have brought, by name.</summary>
internal sealed class Samples
{
    private readonly Dictionary<string, List<double>> _runs = [];

    /// <summary>Runs some rounds to warm up, and then as many as asked for. Figure and limit belong into one round, so that both meet the same noise.</summary>
    public static async Task<Samples> OfAsync(int rounds, Func<Samples, Task> round, int warmUps = 2)
    {
        for (var index = 0; index < warmUps; index++)
        {
            await round(new Samples());
        }

        var samples = new Samples();
        for (var index = 0; index < rounds; index++)
        {
            await round(samples);
        }

        return samples;
    }

    public void Add(string name, double value)
    {
        if (!_runs.TryGetValue(name, out var runs))
        {
            _runs[name] = runs = [];
        }

        runs.Add(value);
    }

    /// <summary>Adds both figures of a pace; the cost under the name with "processor of" before it.</summary>
    public void Add(string name, Pace pace)
    {
        Add(name, pace.PerSecond);
        Add($"processor of {name}", pace.ProcessorMicros);
    }

    public Figure Figure(string name, string unit) => new(name, unit, _runs[name]);
}
