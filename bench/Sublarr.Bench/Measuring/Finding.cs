namespace Sublarr.Bench.Measuring;

/// <summary>A figure, the limit it is held against, measured in the same run, and what is promised.</summary>
internal sealed record Finding(Figure Figure, Figure Limit, Promise Promise)
{
    public double Ratio => Figure.Median / Limit.Median;

    public bool IsKept => Promise.IsKeptBy(Promise.IsRatio ? Ratio : Figure.Median);
}

/// <summary>What a figure has to reach, or to stay below.</summary>
internal sealed record Promise(double Bound, bool IsFloor, bool IsRatio)
{
    /// <summary>Worth knowing; nothing is promised.</summary>
    public static Promise None { get; } = AtLeast(double.NegativeInfinity);

    public static Promise RatioAtLeast(double bound) => new(bound, IsFloor: true, IsRatio: true);

    public static Promise RatioAtMost(double bound) => new(bound, IsFloor: false, IsRatio: true);

    public static Promise AtLeast(double bound) => new(bound, IsFloor: true, IsRatio: false);

    public static Promise AtMost(double bound) => new(bound, IsFloor: false, IsRatio: false);

    public bool IsKeptBy(double value) => IsFloor ? value >= Bound : value <= Bound;

    public override string ToString() => this == None ? "" : FormattableString.Invariant($"{(IsFloor ? "≥" : "≤")} {Bound}{(IsRatio ? " × limit" : "")}");
}
