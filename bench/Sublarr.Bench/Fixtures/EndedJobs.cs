using Sublarr.Domain.Jobs;

namespace Sublarr.Bench.Fixtures;

/// <summary>Counts the jobs of a kind that are concluded on disk.</summary>
internal sealed class EndedJobs(string kind) : IJobWatcher
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _reached = new();
    private int _missing;

    /// <summary>How many of them did not succeed.</summary>
    public int Failed { get; private set; }

    /// <summary>Completes when so many more have ended.</summary>
    public Task ExpectAsync(int count)
    {
        lock (_lock)
        {
            _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _missing = count;
            return _reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    public void Changed(IReadOnlyList<JobChange> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes.Where(change => change.Kind == kind && change.State.IsTerminal()))
            {
                Failed += change.State == JobState.Succeeded ? 0 : 1;
                if (--_missing == 0)
                {
                    _reached.SetResult();
                }
            }
        }
    }

    /// <summary>A failed job is fast: it must not pass for a good figure.</summary>
    public void ThrowIfAnyFailed()
    {
        if (Failed > 0)
        {
            throw new InvalidOperationException($"{Failed} jobs of the kind {kind} did not succeed.");
        }
    }
}
