using System.Text.Json;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The durable queue. Every change goes through <see cref="GroupCommit"/>; watchers hear of it once it is on disk.</summary>
internal sealed class JobStore : IDisposable
{
    private readonly GroupCommit _writer;
    private readonly IJobTable _table;
    private readonly IJobTurns _turns;
    private readonly JobClaims _claims;
    private readonly IHoldRule _rule;
    private readonly JobLanes _lanes;
    private readonly JobLease _lease;
    private readonly TimeProvider _time;
    private readonly JobAlarm _alarm;
    private readonly ClockWatch _clock;
    private readonly IReadOnlyList<IJobWatcher> _watchers;
    private readonly IAttemptTally _tally;

    // Filled and emptied on the writer's thread.
    private List<JobChange> _changes = [];

    public JobStore(
        GroupCommit writer, IJobTable table, IJobTurns turns, IJobWaits waits, JobClaims claims, JobLanes lanes, IHoldRule rule, IAttemptTally tally, JobLease lease, TimeProvider time, IEnumerable<IJobWatcher> watchers, ILogger<JobAlarm> logger)
    {
        (_writer, _table, _turns) = (writer, table, turns);
        (_claims, _lanes, _rule, _tally, _lease, _time, _watchers) = (claims, lanes, rule, tally, lease, time, [.. watchers]);
        _alarm = new JobAlarm(time, () => PromoteAsync(CancellationToken.None), logger);
        _clock = new ClockWatch(waits, time);
        lanes.OpensLater = _alarm.SetFor;
        writer.Begun = Begun;
        writer.BeforeCommit = BeforeCommit;
        writer.RolledBack = RolledBack;
    }

    public Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        _writer.WriteAsync<IReadOnlyList<long>>(session => [.. jobs.Select(job => Insert(session, job))], cancellationToken);

    /// <summary>Queues a job within a transaction that does more than that.</summary>
    public long Insert(WriteSession session, NewJob job)
    {
        var now = _time.GetUtcNow();
        var due = job.DueAt ?? now;
        var state = _rule.Holds(session, job) ? JobState.Held : due > now ? JobState.Retrying : JobState.Queued;
        var id = _table.Insert(session, job, state, due, now, job.OrderingKey is { } key && _lanes.KeepsOrder(job.Lane) ? key : null);
        Changed(session, new JobChange(id, job.Kind, state, job.SubscriptionId), job.Lane, due);
        return id;
    }

    /// <summary>Stores what came of an attempt and what becomes of the job.</summary>
    /// <returns>False when the job was no longer leased to this process; then nothing is stored.</returns>
    public Task<bool> ConcludeAsync(Job job, JobTransition transition, JobAttempt? attempt, CancellationToken cancellationToken)
    {
        // Written here: the writer's one thread has enough to do.
        var detail = attempt?.Detail is { } shown ? JsonSerializer.Serialize(shown, EventJson.Options) : null;
        return _writer.WriteAsync(session => Conclude(session, job, StillTrue(session, job, transition), attempt, detail), cancellationToken);
    }

    public Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => Change(session, JobState.Cancelled, _table.Cancel(session, jobId, "Cancelled by hand.", Now)) > 0, cancellationToken);

    public Task<bool> RedeliverAsync(long jobId, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => Change(session, JobState.Queued, _table.Redeliver(session, jobId, Now)) > 0, cancellationToken);

    /// <summary>Queues jobs that ended without success, or are held, again, and stores with them how far the job that asks has come.</summary>
    /// <returns>The number of jobs; null when the asking job is not leased to this process any more, and then nothing is changed.</returns>
    public Task<int?> RequeueAsync(IReadOnlyList<long> jobIds, long askedBy, Func<int, string> payloadAfter, CancellationToken cancellationToken) => _writer.WriteAsync(
        session => _table.SetPayload(session, askedBy, _lease.Owner, payloadAfter(0)) ? (int?)Requeue(session, jobIds, askedBy, payloadAfter) : null,
        cancellationToken);

    /// <summary>Queues the jobs whose time has come and sets the alarm for the next.</summary>
    public Task PromoteAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        session =>
        {
            Change(session, JobState.Queued, _table.Promote(session, Now));
            SetAlarm(session);
            return true;
        },
        cancellationToken);

    /// <summary>Finds lanes with queued jobs and sets the alarm, after a start. The clock may have been set back since the last stop.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        session =>
        {
            _clock.FollowSinceStop(session);
            foreach (var lane in _table.QueuedLanes(session))
            {
                _turns.LookAnew(session, lane);
                _claims.Ready(lane);
            }

            SetAlarm(session);
            return true;
        },
        cancellationToken);

    /// <summary>The jobs that a process which is no more left running, now leased to this one.</summary>
    public Task<List<Job>> AdoptAbandonedAsync(CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => _table.Adopt(session, _lease.Owner), cancellationToken);

    public Task<int> RenewLeasesAsync(CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => _table.RenewLeases(session, _lease.Owner, _lease.Until(_time.GetUtcNow())), cancellationToken);

    public void Dispose() => _alarm.Dispose();

    private DateTimeOffset Now => _time.GetUtcNow();

    // The pause that it met may have ended while it was on its way here.
    private JobTransition StillTrue(WriteSession session, Job job, JobTransition transition) =>
        transition.State == JobState.Held && !_rule.KeepsHolding(session, job) ? new(JobState.Queued, transition.Attempts, null, null) : transition;

    private bool Conclude(WriteSession session, Job job, JobTransition transition, JobAttempt? attempt, string? detail)
    {
        var now = _time.GetUtcNow();
        var due = transition.DueAt ?? now;
        var next = attempt?.Outcome == JobAttempt.Interrupted ? JobTrigger.Recovered : JobTrigger.Automatic;
        if (!_table.Conclude(session, job, _lease.Owner, transition, due, now, next, wasTried: attempt is not null))
        {
            return false;
        }

        if (attempt is not null)
        {
            _table.Insert(session, job, attempt, detail, transition.State == JobState.Retrying ? transition.DueAt : null);
            _tally.Add(job, attempt, transition.State, now);
        }

        Changed(session, new JobChange(job.Id, job.Kind, transition.State, job.SubscriptionId), job.Lane, due);
        PassTurn(session, job.SubscriptionId, job.OrderingKey, job.Lane);
        return true;
    }

    private int Requeue(WriteSession session, IReadOnlyList<long> jobIds, long askedBy, Func<int, string> payloadAfter)
    {
        var queued = jobIds.Sum(id => Change(session, JobState.Queued, _table.Requeue(session, id, Now)));
        _table.SetPayload(session, askedBy, _lease.Owner, payloadAfter(queued));
        return queued;
    }

    /// <summary>Jobs were given a state within a transaction: lets follow what follows from that.</summary>
    /// <returns>The number of jobs.</returns>
    public int Change(WriteSession session, JobState state, List<ChangedJob> jobs)
    {
        foreach (var job in jobs)
        {
            Changed(session, new JobChange(job.Id, job.Kind, state, job.SubscriptionId), job.Lane, DateTimeOffset.MaxValue);
            if (state.IsTerminal())
            {
                PassTurn(session, job.SubscriptionId, job.OrderingKey, job.Lane);
            }
        }

        if (state == JobState.Retrying && jobs.Count > 0)
        {
            SetAlarm(session);
        }

        return jobs.Count;
    }

    // Whatever has become of an ordered delivery, the one that stands first in its line now may be another.
    private void PassTurn(WriteSession session, long? subscriptionId, string? orderingKey, string lane)
    {
        if (subscriptionId is { } subscription && orderingKey is not null)
        {
            _turns.Pass(session, subscription, orderingKey);
            _claims.Ready(lane);
        }
    }

    private void Changed(WriteSession session, JobChange change, string lane, DateTimeOffset due)
    {
        _changes.Add(change);
        if (change.State == JobState.Queued)
        {
            _claims.Ready(lane);
        }
        else if (change.State == JobState.Retrying && due < DateTimeOffset.MaxValue)
        {
            session.AfterCommit(() => _alarm.SetFor(due));
        }
    }

    private void SetAlarm(WriteSession session)
    {
        if (_table.NextDue(session) is { } due)
        {
            session.AfterCommit(() => _alarm.SetFor(due));
        }
    }

    // Before anything is stored by the new time.
    private void Begun(WriteSession session)
    {
        if (_clock.Follow(session))
        {
            SetAlarm(session);
        }
    }

    private void BeforeCommit(WriteSession session)
    {
        _tally.Write(session);
        foreach (var claimed in _claims.Claim(session))
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

    private void RolledBack()
    {
        _changes.Clear();
        _tally.Rollback();
        _claims.Rollback();
    }
}
