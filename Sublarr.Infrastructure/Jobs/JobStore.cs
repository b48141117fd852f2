using System.Text.Json;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The durable queue on SQLite. Every change goes through <see cref="GroupCommit"/>; watchers hear of it once it is on disk.</summary>
internal sealed partial class JobStore : IDisposable
{
    private readonly GroupCommit _writer;
    private readonly JobClaims _claims;
    private readonly IHoldRule _rule;
    private readonly JobLanes _lanes;
    private readonly JobLease _lease;
    private readonly TimeProvider _time;
    private readonly JobAlarm _alarm;
    private readonly ClockWatch _clock;
    private readonly IReadOnlyList<IJobWatcher> _watchers;
    private readonly IAttemptTally _tally;
    private readonly JobNotes _notes;

    // Filled and emptied on the writer's thread.
    private List<JobChange> _changes = [];

    public JobStore(
        GroupCommit writer, JobClaims claims, JobLanes lanes, IHoldRule rule, IAttemptTally tally, JobNotes notes, JobLease lease, TimeProvider time, IEnumerable<IJobWatcher> watchers,
        ILogger<JobAlarm> logger)
    {
        (_writer, _claims, _lanes, _rule, _tally, _notes, _lease, _time, _watchers) = (writer, claims, lanes, rule, tally, notes, lease, time, [.. watchers]);
        _alarm = new JobAlarm(time, () => PromoteAsync(CancellationToken.None), logger);
        _clock = new ClockWatch(time);
        lanes.OpensLater = _alarm.SetFor;
        writer.Begun = Begun;
        writer.BeforeCommit = BeforeCommit;
        writer.RolledBack = RolledBack;
    }

    public Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        _writer.WriteAsync<IReadOnlyList<long>>(session => [.. jobs.Select(job => Insert(session, job))], cancellationToken);

    /// <summary>Queues a job within a transaction that does more than that; gives the open one of its key back if there is one.</summary>
    public long Insert(WriteSession session, NewJob job)
    {
        if (job.Key is { } wanted && JobKeys.OpenOf(session, wanted) is { } open)
        {
            return open;
        }

        var now = _time.GetUtcNow();
        var due = job.DueAt ?? now;
        var state = _rule.Holds(session, job) ? JobState.Held : due > now ? JobState.Retrying : JobState.Queued;
        session.Execute(
            JobSql.Insert,
            ("$kind", job.Kind),
            ("$title", job.Title),
            ("$payload", job.Payload),
            ("$state", EnumWord<JobState>.Of(state)),
            ("$lane", job.Lane),
            ("$priority", job.Priority.Value),
            ("$rank", job.Priority.RankAt(due)),
            ("$due", WholeMilliseconds(due)),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$parent", job.ParentId),
            ("$event", job.EventId),
            ("$subscription", job.SubscriptionId),
            ("$hop", job.Hop),
            ("$trigger", EnumWord<JobTrigger>.Of(job.Trigger)),
            ("$test", job.IsTest),
            ("$ordering", job.OrderingKey is { } key && _lanes.KeepsOrder(job.Lane) ? key : null));
        var id = session.LastRowId;
        if (job.Key is not null)
        {
            JobKeys.Add(session, id, job.Key);
        }

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

    /// <summary>Queues the jobs whose time has come and sets the alarm for the next.</summary>
    public Task PromoteAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        session =>
        {
            Change(session, JobState.Queued, JobSql.Promote, ("$now", Now));
            SetAlarm(session);
            return true;
        },
        cancellationToken);

    /// <summary>Finds lanes with queued jobs and sets the alarm, after a start. The clock may have been set back since the last stop.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        session =>
        {
            _clock.FollowSinceStop(session);
            foreach (var lane in session.Query(JobSql.ReadyLanes, reader => reader.GetString(0)))
            {
                JobTurns.LookAnew(session, lane);
                _claims.Ready(lane);
            }

            SetAlarm(session);
            return true;
        },
        cancellationToken);

    /// <summary>The jobs that a process which is no more left running, now leased to this one.</summary>
    public Task<List<Job>> AdoptAbandonedAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        session =>
        {
            var jobs = session.Query(JobSql.Abandoned, JobSql.ReadJob, ("$owner", _lease.Owner));
            foreach (var job in jobs)
            {
                session.Execute(JobSql.Adopt, ("$owner", _lease.Owner), ("$id", job.Id));
            }

            return jobs;
        },
        cancellationToken);

    public Task<int> RenewLeasesAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        session => session.Execute(JobSql.RenewLeases, ("$until", _lease.Until(_time.GetUtcNow()).ToUnixTimeMilliseconds()), ("$owner", _lease.Owner)),
        cancellationToken);

    public void Dispose() => _alarm.Dispose();

    // Rounded up: a neighbour's wake-up must not take a job within the millisecond before its time.
    private static long WholeMilliseconds(DateTimeOffset due) => (due + TimeSpan.FromMilliseconds(1) - TimeSpan.FromTicks(1)).ToUnixTimeMilliseconds();

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    // The pause that it met may have ended while it was on its way here.
    private JobTransition StillTrue(WriteSession session, Job job, JobTransition transition) =>
        transition.State == JobState.Held && !_rule.KeepsHolding(session, job) ? new(JobState.Queued, transition.Attempts, null, null) : transition;

    private bool Conclude(WriteSession session, Job job, JobTransition transition, JobAttempt? attempt, string? detail)
    {
        var now = _time.GetUtcNow();
        var due = transition.DueAt ?? now;
        var concluded = session.Execute(
            JobSql.Conclude,
            ("$state", EnumWord<JobState>.Of(transition.State)),
            ("$attempts", transition.Attempts),
            ("$runs", attempt is null ? 0 : 1),
            ("$due", WholeMilliseconds(due)),
            ("$rank", job.Priority.RankAt(due)),
            ("$finished", transition.State.IsTerminal() ? now.ToUnixTimeMilliseconds() : null),
            ("$error", transition.Reason),
            ("$trigger", EnumWord<JobTrigger>.Of(attempt?.Outcome == JobAttempt.Interrupted ? JobTrigger.Recovered : JobTrigger.Automatic)),
            ("$id", job.Id),
            ("$owner", _lease.Owner));
        if (concluded == 0)
        {
            return false;
        }

        if (attempt is not null)
        {
            InsertAttempt(session, job, transition, attempt, detail, now);
        }

        _notes.Conclude(session, job.Id);
        Changed(session, new JobChange(job.Id, job.Kind, transition.State, job.SubscriptionId), job.Lane, due);
        PassTurn(session, job.SubscriptionId, job.OrderingKey, job.Lane);
        return true;
    }

    private void InsertAttempt(WriteSession session, Job job, JobTransition transition, JobAttempt attempt, string? detail, DateTimeOffset now)
    {
        session.Execute(
            JobSql.InsertAttempt,
            ("$job", job.Id),
            ("$trigger", EnumWord<JobTrigger>.Of(job.Trigger)),
            ("$started", attempt.StartedAt.ToUnixTimeMilliseconds()),
            ("$duration", attempt.Duration.TotalMilliseconds),
            ("$outcome", attempt.Outcome),
            ("$reason", attempt.Reason),
            ("$failure", attempt.Detail?.Failure is { } failure ? EnumWord<FailureClass>.Of(failure) : null),
            ("$next", transition.State == JobState.Retrying ? transition.DueAt?.ToUnixTimeMilliseconds() : null),
            ("$detail", detail));
        _tally.Add(job, attempt, transition.State, now);
    }

    /// <summary>Runs a statement that gives jobs a state and returns <see cref="JobSql.Changed"/> of each.</summary>
    /// <returns>The number of jobs.</returns>
    public int Change(WriteSession session, JobState state, string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        var jobs = session.Query(sql, ReadChanged, parameters);
        foreach (var (id, kind, subscription, lane, orderingKey) in jobs)
        {
            Changed(session, new JobChange(id, kind, state, subscription), lane, DateTimeOffset.MaxValue);
            if (state.IsTerminal())
            {
                PassTurn(session, subscription, orderingKey, lane);
            }
        }

        if (state == JobState.Retrying && jobs.Count > 0)
        {
            SetAlarm(session);
        }

        return jobs.Count;
    }

    private static (long Id, string Kind, long? Subscription, string Lane, string? OrderingKey) ReadChanged(SqlRow reader) =>
        (reader.GetInt64(0), reader.GetString(1), JobSql.NullableInt64(reader, 2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4));

    // Whatever has become of an ordered delivery, the one that stands first in its line now may be another.
    private void PassTurn(WriteSession session, long? subscriptionId, string? orderingKey, string lane)
    {
        if (subscriptionId is { } subscription && orderingKey is not null)
        {
            JobTurns.Pass(session, subscription, orderingKey);
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
        if (session.Scalar(JobSql.NextDue) is long due)
        {
            session.AfterCommit(() => _alarm.SetFor(DateTimeOffset.FromUnixTimeMilliseconds(due)));
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
