namespace Sublarr.Bench.Measuring;

/// <summary>One thing to measure. Found by scan: a new benchmark is one new file.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line; several may share a name.</summary>
    string Name { get; }

    /// <summary>What is compared with what, in one sentence.</summary>
    string Conditions { get; }

    Task<IReadOnlyList<Finding>> MeasureAsync();
}
