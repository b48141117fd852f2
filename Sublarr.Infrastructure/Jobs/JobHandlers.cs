using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>All handlers by kind. Looked up late, because handlers use the queue and the queue asks for their limits.</summary>
internal sealed class JobHandlers(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, IJobHandler>> _byKind = new(() =>
        services.GetServices<IJobHandler>().ToFrozenDictionary(handler => handler.Kind, StringComparer.Ordinal));

    public IJobHandler? Find(string kind) => _byKind.Value.GetValueOrDefault(kind);

    /// <summary>The retry schedule of a job; none for a kind that nobody handles.</summary>
    public RetrySchedule RetriesOf(Job job) => Find(job.Kind)?.RetriesOf(job) ?? RetrySchedule.None;

    /// <summary>The same for a job whose process died while it ran.</summary>
    public RetrySchedule RecoveriesOf(Job job) => Find(job.Kind)?.RecoveriesOf(job) ?? RetrySchedule.None;
}
