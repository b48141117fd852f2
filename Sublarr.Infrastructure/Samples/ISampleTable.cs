using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Samples;

/// <summary>What the sample data left in the tables of others. Asked on the writer's thread, within its transactions.</summary>
internal interface ISampleTable
{
    /// <summary>The jobs that came of it and have not ended.</summary>
    IReadOnlyList<long> Open(WriteSession session, SampleTraces traces);

    /// <summary>Removes its titles and all of theirs, its report, jobs and events, its subscriptions and its searches; nothing while one of its jobs runs.</summary>
    /// <returns>How many jobs still run.</returns>
    int Remove(WriteSession session, SampleTraces traces);
}

/// <summary>By what the traces of the sample data are known.</summary>
/// <param name="Folder">The folder of its videos.</param>
/// <param name="Instance">By which its report is told from others.</param>
/// <param name="Subscriptions">Its hook and its webhook.</param>
/// <param name="Kinds">The kinds of jobs that add and remove it.</param>
/// <param name="Searches">What its searches are kept by.</param>
/// <param name="Itself">The job that asks, which stays.</param>
internal sealed record SampleTraces(string Folder, string Instance, IReadOnlyList<long> Subscriptions, IReadOnlyList<string> Kinds, IReadOnlyList<string> Searches, long Itself);
