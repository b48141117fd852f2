using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What people do with jobs that are in the queue or have left it.</summary>
internal sealed partial class JobStore
{
    public Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => Change(session, JobState.Cancelled, JobSql.Cancel, ("$now", Now), ("$reason", "Cancelled by hand."), ("$id", jobId)) > 0, cancellationToken);

    public Task<bool> RedeliverAsync(long jobId, CancellationToken cancellationToken) => _writer.WriteAsync(session => Redeliver(session, jobId), cancellationToken);

    public Task<bool> SetPriorityAsync(long jobId, JobPriority priority, CancellationToken cancellationToken) => _writer.WriteAsync(
        session => session.Execute(JobSql.SetPriority, ("$priority", priority.Value), ("$awaits", JobRow.AwaitsTurn), ("$id", jobId)) > 0, cancellationToken);

    /// <summary>Queues jobs that ended without success, or are held, again, and stores with them how far the job that asks has come.</summary>
    /// <returns>The number of jobs; null when the asking job is not leased to this process any more, and then nothing is changed.</returns>
    public Task<int?> RequeueAsync(IReadOnlyList<long> jobIds, long askedBy, Func<int, string> checkpointAfter, CancellationToken cancellationToken) => _writer.WriteAsync(
        session => _notes.Save(session, askedBy, checkpointAfter(0)) ? (int?)Requeue(session, jobIds, askedBy, checkpointAfter) : null,
        cancellationToken);

    private bool Redeliver(WriteSession session, long jobId)
    {
        if (JobKeys.WouldBeSecond(session, jobId))
        {
            return false;
        }

        session.Execute(JobNoteSql.BeginAnew, ("$id", jobId));
        return Change(session, JobState.Queued, JobSql.Redeliver, ("$now", Now), ("$rank", JobPriority.High.RankAt(_time.GetUtcNow())), ("$id", jobId)) > 0;
    }

    private int Requeue(WriteSession session, IReadOnlyList<long> jobIds, long askedBy, Func<int, string> checkpointAfter)
    {
        var queued = jobIds.Sum(id => Change(session, JobState.Queued, JobSql.Requeue, ("$now", Now), ("$id", id)));
        _notes.Save(session, askedBy, checkpointAfter(queued));
        return queued;
    }
}
