using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The jobs as they are stored. Asked on the writer's thread, within its transactions, for what the queue has decided.</summary>
internal interface IJobTable
{
    /// <summary>Stores a new job; returns its id.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="job">What is to be done.</param>
    /// <param name="state">Where it begins.</param>
    /// <param name="due">When it is to run.</param>
    /// <param name="now">When it is queued.</param>
    /// <param name="orderingKey">What it has in common with those that go one at a time with it; null where no order is kept.</param>
    long Insert(WriteSession session, NewJob job, JobState state, DateTimeOffset due, DateTimeOffset now, string? orderingKey);

    /// <summary>Stores a new job as running under a lease, with its first attempt used up; returns it. It never was in the queue.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="job">What is to be done, at once.</param>
    /// <param name="owner">Who holds its lease.</param>
    /// <param name="now">When it is stored.</param>
    /// <param name="until">When its lease ends.</param>
    Job InsertClaimed(WriteSession session, NewJob job, string owner, DateTimeOffset now, DateTimeOffset until);

    /// <summary>The lanes that have queued jobs.</summary>
    List<string> QueuedLanes(WriteSession session);

    /// <summary>The most urgent queued jobs of a lane.</summary>
    List<(long Id, long Rank)> Ready(WriteSession session, string lane, int limit);

    /// <summary>Marks a queued job as running under a lease, with one more attempt used up; returns it.</summary>
    Job Claim(WriteSession session, long jobId, string owner, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Marks a queued job as running, of which all is known, and reads nothing. False when it is no longer as it was queued; then nothing is stored.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="job">As it was queued.</param>
    /// <param name="owner">Who holds its lease.</param>
    /// <param name="now">When it is claimed.</param>
    /// <param name="until">When its lease ends.</param>
    bool ClaimInHand(WriteSession session, Job job, string owner, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Stores what becomes of a job after an attempt. False when the owner holds its lease no more; then nothing is stored.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="job">As it was claimed.</param>
    /// <param name="owner">Who holds its lease.</param>
    /// <param name="transition">What becomes of it.</param>
    /// <param name="due">When it is to run next.</param>
    /// <param name="now">When that was decided.</param>
    /// <param name="next">Why its next attempt is made.</param>
    /// <param name="wasTried">True when the attempt is stored too.</param>
    bool Conclude(WriteSession session, Job job, string owner, JobTransition transition, DateTimeOffset due, DateTimeOffset now, JobTrigger next, bool wasTried);

    /// <summary>Stores an attempt of a job that was just concluded.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="job">As it was claimed.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="detail">What can be shown of it, as JSON.</param>
    /// <param name="retryAt">When the next is to be made.</param>
    void Insert(WriteSession session, Job job, JobAttempt attempt, string? detail, DateTimeOffset? retryAt);

    /// <summary>Queues jobs whose time has come, some hundred at most.</summary>
    List<ChangedJob> Promote(WriteSession session, DateTimeOffset now);

    /// <summary>When the next delayed job is due; null when there is none.</summary>
    DateTimeOffset? NextDue(WriteSession session);

    /// <summary>Cancels a job that has not begun.</summary>
    List<ChangedJob> Cancel(WriteSession session, long jobId, string reason, DateTimeOffset now);

    /// <summary>Stores that a job is to stop that runs. False when it does not run. It holds for this attempt alone.</summary>
    bool AskToStop(WriteSession session, long jobId);

    /// <summary>Queues a job again, first of all, unless it is running.</summary>
    List<ChangedJob> Redeliver(WriteSession session, long jobId, DateTimeOffset now);

    /// <summary>Makes a job that waits the next of its lane, by hand and with all its attempts before it.</summary>
    List<ChangedJob> RunNext(WriteSession session, long jobId, DateTimeOffset now);

    /// <summary>Queues a job that waits for its time, or behind less urgent work, as if a person had asked for it now. One that is as urgent already keeps its place.</summary>
    List<ChangedJob> BringForward(WriteSession session, long jobId, JobPriority priority, DateTimeOffset now);

    /// <summary>What kind of work a job is; null when it does not exist.</summary>
    string? KindOf(WriteSession session, long jobId);

    /// <summary>Where a job is in its life; null when it does not exist.</summary>
    JobState? StateOf(WriteSession session, long jobId);

    /// <summary>Queues a job again that ended without success, or is held.</summary>
    List<ChangedJob> Requeue(WriteSession session, long jobId, DateTimeOffset now);

    /// <summary>Gives a job that waits another priority; one that waits for its turn goes on doing so. Null when it does not wait.</summary>
    (ChangedJob Job, JobState State)? SetPriority(WriteSession session, long jobId, JobPriority priority);

    /// <summary>Renews all leases of an owner; returns their number.</summary>
    int RenewLeases(WriteSession session, string owner, DateTimeOffset until);

    /// <summary>The running jobs that are leased to anybody else: now to this owner.</summary>
    List<AbandonedJob> Adopt(WriteSession session, string owner);
}

/// <summary>A job that a process which is no more left running.</summary>
/// <param name="Job">The job.</param>
/// <param name="IsStopped">True when a person had asked to stop it.</param>
internal readonly record struct AbandonedJob(Job Job, bool IsStopped);

/// <summary>A job whose state was changed.</summary>
internal readonly record struct ChangedJob(long Id, string Kind, long? SubscriptionId, string Lane, string? OrderingKey);
