using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// What the queue does with each transaction: it begins with a look at the clock and ends with claims, and once it is on disk watchers hear of what has changed
/// and the alarm is set. Used on the writer's thread only.
/// </summary>
internal sealed class JobTransactions(
    IJobTable table, IJobTurns turns, JobLanes lanes, JobClaims claims, ClockWatch clock, JobAlarm alarm, IAttemptTally tally, IEnumerable<IJobWatcher> watchers, TimeProvider time) : IEachTransaction
{
    private readonly IJobWatcher[] _watchers = [.. watchers];

    // Filled and emptied on the writer's thread.
    private List<JobChange> _changes = [];

    /// <summary>Jobs were given a state within a transaction: lets follow what follows from that.</summary>
    /// <returns>The number of jobs.</returns>
    public int Change(WriteSession session, JobState state, List<ChangedJob> jobs)
    {
        foreach (var job in jobs)
        {
            Changed(session, new JobChange(job.Id, job.Kind, state, job.SubscriptionId), job.Lane, DateTimeOffset.MaxValue);
            if (state.IsTerminal())
            {
                claims.Forget(job.Id);
                PassTurn(session, job.SubscriptionId, job.OrderingKey, job.Lane);
                Drop(session, job.SubscriptionId, job.OrderingKey);
            }
            else if (state == JobState.Queued)
            {
                Hurry(session, job.SubscriptionId, job.OrderingKey, job.Lane);
            }
        }

        if (state == JobState.Retrying && jobs.Count > 0)
        {
            SetAlarm(session);
        }

        return jobs.Count;
    }

    /// <summary>Something has become of an ordered delivery: the one that stands first in its line now may be another.</summary>
    public void PassTurn(WriteSession session, long? subscriptionId, string? orderingKey, string lane)
    {
        if (subscriptionId is { } subscription && orderingKey is not null)
        {
            Hurry(session, subscriptionId, orderingKey, lane);
            turns.Pass(session, subscription, orderingKey);
            claims.Ready(lane);
        }
    }

    /// <summary>An ordered delivery was ended by somebody else than who runs it.</summary>
    public void Drop(WriteSession session, long? subscriptionId, string? orderingKey)
    {
        if (subscriptionId is not { } subscription || orderingKey is null)
        {
            return;
        }

        foreach (var watcher in _watchers)
        {
            session.AfterCommit(() => watcher.Dropped(subscription, orderingKey));
        }
    }

    /// <summary>A job has come to a state.</summary>
    public void Changed(WriteSession session, JobChange change, string lane, DateTimeOffset due)
    {
        _changes.Add(change);
        if (change.State == JobState.Queued)
        {
            claims.Ready(lane);
        }
        else if (change.State == JobState.Retrying && due < DateTimeOffset.MaxValue)
        {
            session.AfterCommit(() => alarm.SetFor(due));
        }
    }

    /// <summary>A job was stored as claimed already: watchers hear that it was queued, and then that it runs.</summary>
    public void Began(JobChange change) => _changes.Add(change);

    // Where a later one does the work of all before it, none waits behind an attempt that failed: what failed leaves its work to it, and it has an attempt of its own now.
    private void Hurry(WriteSession session, long? subscriptionId, string? orderingKey, string lane)
    {
        if (subscriptionId is { } subscription && orderingKey is not null && lanes.Joins(lane))
        {
            Change(session, JobState.Queued, turns.Hurry(session, subscription, orderingKey, time.GetUtcNow()));
        }
    }

    /// <summary>Sets the alarm for the next delayed job, once the transaction is committed.</summary>
    public void SetAlarm(WriteSession session)
    {
        if (table.NextDue(session) is { } due)
        {
            session.AfterCommit(() => alarm.SetFor(due));
        }
    }

    // Before anything is stored by the new time.
    public void Begun(WriteSession session)
    {
        if (clock.Follow(session))
        {
            SetAlarm(session);
        }
    }

    public void Ends(WriteSession session)
    {
        tally.Write(session);
        foreach (var claimed in claims.Claim(session))
        {
            _changes.Add(new JobChange(claimed.Job.Id, claimed.Job.Kind, JobState.Running, claimed.Job.SubscriptionId));
        }

        if (_changes.Count == 0)
        {
            return;
        }

        // Each on its own: a fault of one keeps no other from hearing.
        var changes = _changes;
        _changes = [];
        foreach (var watcher in _watchers)
        {
            session.AfterCommit(() => watcher.Changed(changes));
        }
    }

    public void RolledBack()
    {
        _changes.Clear();
        tally.Rollback();
        claims.Rollback();
    }
}
