using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// What running jobs note of their work. Progress is in memory, is told to watchers a few times a second, and goes to disk only with a checkpoint
/// and with the end of the attempt: in transactions that are there anyway.
/// </summary>
internal sealed partial class JobNotes : IJobNotes, IDisposable
{
    /// <summary>How often watchers hear of progress at most.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly GroupCommit _writer;
    private readonly IJobNoteTable _table;
    private readonly JobLease _lease;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IJobWatcher> _watchers;
    private readonly ConcurrentDictionary<long, Noted> _running = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private readonly ILogger<JobNotes> _logger;
    private Dictionary<long, JobChange> _untold = [];

    public JobNotes(GroupCommit writer, IJobNoteTable table, JobLease lease, TimeProvider time, IEnumerable<IJobWatcher> watchers, ILogger<JobNotes> logger)
    {
        (_writer, _table, _lease, _time, _watchers, _logger) = (writer, table, lease, time, [.. watchers], logger);
        _timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Report(Job job, JobProgress progress)
    {
        _running.AddOrUpdate(job.Id, _ => new Noted(progress, progress.Done, _time.GetTimestamp()), (_, before) => before with { Progress = progress });
        lock (_lock)
        {
            if (_untold.Count == 0)
            {
                _timer.Change(Pace, Timeout.InfiniteTimeSpan);
            }

            _untold[job.Id] = new JobChange(job.Id, job.Kind, JobState.Running, job.SubscriptionId);
        }
    }

    public (JobProgress Progress, TimeSpan? TimeLeft)? Of(long jobId) =>
        _running.TryGetValue(jobId, out var noted) ? (noted.Progress, noted.TimeLeft(_time)) : null;

    public async Task SaveAsync(Job job, string checkpoint, CancellationToken cancellationToken)
    {
        if (!await _writer.WriteAsync(WriteUrgency.Background, session => Save(session, job.Id, checkpoint), cancellationToken))
        {
            throw new InvalidOperationException($"Job {job.Id} is not leased to this process any more: its checkpoint is not stored.");
        }
    }

    // By the writer, who has stored the last one: it has nothing else to look for.
    public Task<string?> CheckpointAsync(Job job, CancellationToken cancellationToken) =>
        _writer.WriteAsync(WriteUrgency.Background, session => _table.Checkpoint(session, job.Id), cancellationToken);

    /// <summary>Stores a checkpoint within a transaction that does more than that. False when the job is not leased to this process any more.</summary>
    public bool Save(WriteSession session, long jobId, string checkpoint) =>
        _table.Save(session, jobId, _lease.Owner, checkpoint, _running.TryGetValue(jobId, out var noted) ? noted.Progress : new JobProgress(0, null, null), _time.GetUtcNow());

    /// <summary>Stores, with the end of an attempt, how far it came. For a job that noted nothing this is one look into memory.</summary>
    public void Conclude(WriteSession session, long jobId)
    {
        if (!_running.TryGetValue(jobId, out var noted))
        {
            return;
        }

        _table.SaveProgress(session, jobId, noted.Progress, _time.GetUtcNow());
        session.AfterCommit(() => _running.TryRemove(jobId, out _));
    }

    /// <summary>The job is somebody else's now: what was noted of it here is shown no longer.</summary>
    public void Forget(long jobId) => _running.TryRemove(jobId, out _);

    public void Dispose() => _timer.Dispose();

    private void Tell()
    {
        Dictionary<long, JobChange> untold;
        lock (_lock)
        {
            (untold, _untold) = (_untold, []);
        }

        List<JobChange> changes = [.. untold.Values.Where(change => _running.ContainsKey(change.JobId))];
        if (changes.Count == 0)
        {
            return;
        }

        foreach (var watcher in _watchers)
        {
            Tell(watcher, changes);
        }
    }

    // On a timer's thread, where an exception would end the process: progress that is not shown is worth less.
    private void Tell(IJobWatcher watcher, List<JobChange> changes)
    {
        try
        {
            watcher.Changed(changes);
        }
        catch (Exception exception)
        {
            LogNotTold(exception, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Progress could not be shown: {Problem}")]
    private partial void LogNotTold(Exception exception, string problem);

    /// <param name="Progress">The last that was reported.</param>
    /// <param name="DoneAtFirst">What was done when this attempt reported first: an earlier one says nothing of its pace.</param>
    /// <param name="FirstAt">When that was, as a timestamp.</param>
    private sealed record Noted(JobProgress Progress, long DoneAtFirst, long FirstAt)
    {
        public TimeSpan? TimeLeft(TimeProvider time)
        {
            var done = Progress.Done - DoneAtFirst;
            return Progress.Total is { } total && total > Progress.Done && done > 0
                ? time.GetElapsedTime(FirstAt) * ((double)(total - Progress.Done) / done)
                : null;
        }
    }
}
