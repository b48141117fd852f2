using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The durable queue. Every change goes through <see cref="GroupCommit"/>; what follows from it is up to <see cref="JobTransactions"/>.</summary>
internal sealed class JobStore(
    GroupCommit writer, IJobTable table, IJobKeys keys, IJobNoteTable notesTable, JobNotes notes, IJobTurns turns, JobTransactions transactions, ClockWatch clock, JobClaims claims, JobLanes lanes, IHoldRule rule, JobLease lease,
    IAttemptTally tally, TimeProvider time)
{
    // Jobs that run and are to stop: who ends in the same moment, and would be tried again, is not. Used on the writer's thread only.
    private readonly HashSet<long> _askedToStop = [];

    public Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<long>>(WriteUrgency.Awaited, session => [.. jobs.Select(job => Insert(session, job))], cancellationToken);

    /// <summary>Queues a job within a transaction that does more than that; gives the open one of its key back if there is one.</summary>
    public long Insert(WriteSession session, NewJob job)
    {
        var now = time.GetUtcNow();
        if (job.Key is { } wanted && StandingOf(session, job, wanted, now) is { } standing)
        {
            if (job.BringsForward)
            {
                transactions.Change(session, JobState.Queued, table.BringForward(session, standing, job.Priority, now));
            }

            return standing;
        }

        var due = job.DueAt ?? now;
        var state = rule.Holds(session, job) ? JobState.Held : due > now ? JobState.Retrying : JobState.Queued;
        var begun = state == JobState.Queued ? claims.TryBegin(session, job, now) : null;
        var id = begun ?? Insert(session, job, state, due, now);
        var change = new JobChange(id, job.Kind, state, job.SubscriptionId);
        if (begun is null)
        {
            transactions.Changed(session, change, job.Lane, due);
        }
        else
        {
            transactions.Began(change);
        }

        return id;
    }

    /// <summary>Stores what came of an attempt and what becomes of the job.</summary>
    /// <returns>False when the job was no longer leased to this process; then nothing is stored.</returns>
    public Task<bool> ConcludeAsync(Job job, JobTransition transition, JobAttempt? attempt, CancellationToken cancellationToken)
    {
        // Written here: the writer's one thread has enough to do.
        var detail = attempt?.Detail is { } shown ? JsonSerializer.Serialize(shown, EventJson.Options) : null;
        return writer.WriteAsync(WriteUrgency.Background, session => Conclude(session, job, StillTrue(session, job, transition), attempt, detail), cancellationToken);
    }

    public Task<JobAnswer> CancelAsync(long jobId, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Awaited, session => Cancel(session, jobId), cancellationToken);

    /// <summary>Does to a job what is done to many, if it is still where they were.</summary>
    public Task<JobAnswer> ChangeAsync(long jobId, JobState from, JobAction action, JobPriority? priority, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Awaited,
        session => table.StateOf(session, jobId) != from ? JobAnswer.Refused : action switch
        {
            JobAction.Cancel => Cancel(session, jobId),
            JobAction.Run => AnswerOf(Redeliver(session, jobId) == RunAgainAnswer.Queued),
            _ => AnswerOf(SetPriority(session, jobId, priority ?? throw new ArgumentNullException(nameof(priority)))),
        },
        cancellationToken);

    public Task<RunAgainAnswer> RedeliverAsync(long jobId, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Awaited, session => Redeliver(session, jobId), cancellationToken);

    public Task<JobState?> RunNowAsync(long jobId, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Awaited,
        session => transactions.Change(session, JobState.Queued, table.RunNext(session, jobId, Now)) > 0 ? JobState.Queued : table.StateOf(session, jobId), cancellationToken);

    public Task<bool> SetPriorityAsync(long jobId, JobPriority priority, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Awaited, session => SetPriority(session, jobId, priority), cancellationToken);

    /// <summary>Queues jobs that ended without success, or are held, again, and stores with them how far the job that asks has come.</summary>
    /// <returns>The number of jobs; null when the asking job is not leased to this process any more, and then nothing is changed.</returns>
    public Task<int?> RequeueAsync(IReadOnlyList<long> jobIds, long askedBy, Func<int, string> checkpointAfter, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session => notes.Save(session, askedBy, checkpointAfter(0)) ? (int?)Requeue(session, jobIds, askedBy, checkpointAfter) : null,
        cancellationToken);

    /// <summary>Queues the jobs whose time has come and sets the alarm for the next.</summary>
    public Task PromoteAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session =>
        {
            transactions.Change(session, JobState.Queued, table.Promote(session, Now));
            transactions.SetAlarm(session);
            return true;
        },
        cancellationToken);

    /// <summary>Finds lanes with queued jobs and sets the alarm, after a start. The clock may have been set back since the last stop.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session =>
        {
            clock.FollowSinceStop(session);
            foreach (var lane in table.QueuedLanes(session))
            {
                turns.LookAnew(session, lane);
                claims.Ready(lane);
            }

            transactions.SetAlarm(session);
            return true;
        },
        cancellationToken);

    /// <summary>The jobs that a process which is no more left running, now leased to this one.</summary>
    public Task<List<AbandonedJob>> AdoptAbandonedAsync(CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Background, session => table.Adopt(session, lease.Owner), cancellationToken);

    public Task<int> RenewLeasesAsync(CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Background, session => table.RenewLeases(session, lease.Owner, lease.Until(time.GetUtcNow())), cancellationToken);

    private long Insert(WriteSession session, NewJob job, JobState state, DateTimeOffset due, DateTimeOffset now)
    {
        var ordered = job.OrderingKey is { } key && lanes.KeepsOrder(job.Lane) ? key : null;
        var id = table.Insert(session, job, state, due, now, ordered);
        if (state == JobState.Queued)
        {
            claims.Queued(session, job.Stored(id, now, ordered));
        }

        return id;
    }

    private long? StandingOf(WriteSession session, NewJob job, string key, DateTimeOffset now) =>
        keys.OpenOf(session, key) ?? (job.KeyHolds > TimeSpan.Zero ? keys.DoneOf(session, key, now - job.KeyHolds) : null);

    private DateTimeOffset Now => time.GetUtcNow();

    private static JobAnswer AnswerOf(bool isDone) => isDone ? JobAnswer.Done : JobAnswer.Refused;

    private JobAnswer Cancel(WriteSession session, long jobId)
    {
        if (transactions.Change(session, JobState.Cancelled, table.Cancel(session, jobId, "Cancelled by hand.", Now)) > 0)
        {
            return JobAnswer.Done;
        }

        if (!table.AskToStop(session, jobId))
        {
            return JobAnswer.Refused;
        }

        _askedToStop.Add(jobId);
        return JobAnswer.AskedToStop;
    }

    // Whoever shows it hears of it as of any change: it is where it was, and otherwise another.
    private bool SetPriority(WriteSession session, long jobId, JobPriority priority)
    {
        if (table.SetPriority(session, jobId, priority) is not { } changed)
        {
            return false;
        }

        transactions.Changed(session, new JobChange(jobId, changed.Job.Kind, changed.State, changed.Job.SubscriptionId), changed.Job.Lane, DateTimeOffset.MaxValue);
        return true;
    }

    // While it was on its way here the pause that it met may have ended, and a person may have stopped it.
    private JobTransition StillTrue(WriteSession session, Job job, JobTransition transition)
    {
        if (_askedToStop.Contains(job.Id))
        {
            session.AfterCommit(() => _askedToStop.Remove(job.Id));
            if (transition.State.IsTerminal())
            {
                return transition;
            }

            transactions.Drop(session, job.SubscriptionId, job.OrderingKey);
            return job.Stopped();
        }

        return transition.State == JobState.Held && !rule.KeepsHolding(session, job) ? new(JobState.Queued, transition.Attempts, null, null) : transition;
    }

    private bool Conclude(WriteSession session, Job job, JobTransition transition, JobAttempt? attempt, string? detail)
    {
        var now = time.GetUtcNow();
        var due = transition.DueAt ?? now;
        var next = attempt?.Outcome == JobAttempt.Interrupted ? JobTrigger.Recovered : JobTrigger.Automatic;
        if (!table.Conclude(session, job, lease.Owner, transition, due, now, next, wasTried: attempt is not null))
        {
            notes.Forget(job.Id);
            return false;
        }

        if (attempt is not null)
        {
            table.Insert(session, job, attempt, detail, transition.State == JobState.Retrying ? transition.DueAt : null);
            tally.Add(job, attempt, transition.State, now);
        }

        notes.Conclude(session, job.Id);
        transactions.Changed(session, new JobChange(job.Id, job.Kind, transition.State, job.SubscriptionId), job.Lane, due);
        transactions.PassTurn(session, job.SubscriptionId, job.OrderingKey, job.Lane);
        return true;
    }

    private RunAgainAnswer Redeliver(WriteSession session, long jobId)
    {
        if (table.KindOf(session, jobId) is not { } kind)
        {
            return RunAgainAnswer.Unknown;
        }

        if (JobKinds.RunsOnce(kind))
        {
            return RunAgainAnswer.AskAnew;
        }

        // Of its key another may be open by now.
        if (keys.KeyOf(session, jobId) is { } key && keys.OpenOf(session, key) is { } open && open != jobId)
        {
            return RunAgainAnswer.OtherIsOpen;
        }

        notesTable.BeginAnew(session, jobId);
        return transactions.Change(session, JobState.Queued, table.Redeliver(session, jobId, Now)) > 0 ? RunAgainAnswer.Queued : RunAgainAnswer.Running;
    }

    private int Requeue(WriteSession session, IReadOnlyList<long> jobIds, long askedBy, Func<int, string> checkpointAfter)
    {
        var queued = jobIds.Sum(id => transactions.Change(session, JobState.Queued, table.Requeue(session, id, Now)));
        notes.Save(session, askedBy, checkpointAfter(queued));
        return queued;
    }
}
