namespace Sublarr.Bench.Measuring;

/// <summary>What several runs have brought, by name.</summary>
internal sealed class Samples
{
    private const int WarmUps = 2;

    private readonly Dictionary<string, List<double>> _runs = [];

    /// <summary>Runs twice to warm up, and then as often as asked for. Figure and limit belong into one round, so that both meet the same noise.</summary>
    public static async Task<Samples> OfAsync(int rounds, Func<Samples, Task> round)
    {
        for (var index = 0; index < WarmUps; index++)
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

    public Figure Figure(string name, string unit) => new(name, unit, _runs[name]);
}
