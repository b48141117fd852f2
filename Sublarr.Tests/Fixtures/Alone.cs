namespace Sublarr.Tests.Fixtures;

/// <summary>The collection of tests that run one by one after all others: they measure time, or change what the whole process shares.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
