using System.Collections.Concurrent;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The jobs this process is running, so that one can be cancelled and all can be waited for.</summary>
internal sealed class RunningJobs : IDisposable
{
    private readonly ConcurrentDictionary<long, RunningJob> _jobs = new();
    private readonly CancellationTokenSource _stopping = new();

    public bool IsEmpty => _jobs.IsEmpty;

    public RunningJob Begin(long jobId) => _jobs[jobId] = new RunningJob(_stopping.Token);

    /// <summary>Ends one run. A job that goes back into the queue may have been claimed again meanwhile: its next run stays.</summary>
    public void End(long jobId, RunningJob running)
    {
        _jobs.TryRemove(KeyValuePair.Create(jobId, running));
        running.Dispose();
    }

    /// <summary>Asks a running job to stop. False when it is not running here.</summary>
    public bool Cancel(long jobId)
    {
        if (!_jobs.TryGetValue(jobId, out var running))
        {
            return false;
        }

        running.Cancel(byHand: true);
        return true;
    }

    /// <summary>Tells all that the process wants to stop: who does long work puts it back.</summary>
    public void BeginStop() => _stopping.Cancel();

    /// <summary>Asks all to stop because the process has to.</summary>
    public void StopAll()
    {
        foreach (var running in _jobs.Values)
        {
            running.Cancel(byHand: false);
        }
    }

    public void Dispose() => _stopping.Dispose();
}

/// <summary>The means to stop one running job.</summary>
internal sealed class RunningJob(CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Token => _stop.Token;

    /// <summary>Ends when the process wants to stop.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>True when a person cancelled it.</summary>
    public bool IsCancelled { get; private set; }

    public void Cancel(bool byHand)
    {
        IsCancelled |= byHand;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended between being found and being stopped: that is what was wanted.
        }
    }

    public void Dispose() => _stop.Dispose();
}
