namespace Sublarr.Bench.Measuring;

/// <summary>One measured quantity over several runs.</summary>
internal sealed record Figure(string Name, string Unit, IReadOnlyList<double> Runs)
{
    public double Median => Quantile.Of([.. Runs.Order()], 0.5);

    public double Min => Runs.Min();

    public double Max => Runs.Max();
}

/// <summary>Quantiles of sorted values.</summary>
internal static class Quantile
{
    public static double Of(IReadOnlyList<double> sorted, double share) =>
        sorted.Count % 2 == 0 && share == 0.5
            ? (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2
            : sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
