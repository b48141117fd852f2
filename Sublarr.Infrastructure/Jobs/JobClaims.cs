using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Claims due jobs at the end of each write transaction, so that a job queued by a transaction starts when it commits:
/// one disk flush from publish to start. A new job for whose lane nobody waits is stored as claimed, without being queued first. Runs on the writer's thread only.
/// </summary>
internal sealed class JobClaims(IJobTable table, IJobTurns turns, JobLanes lanes, JobLease lease, Rush rush, JobAlarm alarm, TimeProvider time)
{
    /// <summary>How many jobs begin with a transaction during a rush: enough that none waits for ever.</summary>
    public const int InARush = 1;

    // Each new job looks at all lanes where somebody waits. Where there are more, thousands that are dead perhaps, it waits with them.
    private const int FewLanes = 16;

    private readonly ReadyLanes _ready = new();
    private readonly JobsInHand _inHand = new();
    private readonly List<ClaimedJob> _claimed = [];
    private Action<ClaimedJob> _start = _ => throw new InvalidOperationException("No job is claimed before anybody runs them.");
    private volatile bool _isOpen;

    /// <summary>True while jobs are claimed.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Begins to hand claimed jobs to <paramref name="start"/>, which must return at once.</summary>
    /// <param name="ofHandlers">How many jobs of each lane may run at the same time.</param>
    /// <param name="start">Starts one.</param>
    public void Open(IReadOnlyDictionary<string, LaneBounds> ofHandlers, Action<ClaimedJob> start)
    {
        lanes.Limit(ofHandlers);
        _start = start;
        _isOpen = true;
    }

    /// <summary>No job is claimed any more. What the transaction of this moment has claimed starts all the same, and sees that it may not run.</summary>
    public void Close() => _isOpen = false;

    /// <summary>A lane may hold queued jobs.</summary>
    public void Ready(string lane) => _ready.Add(lane);

    /// <summary>A job was queued in a transaction: as it is then, it need not be read once its turn comes.</summary>
    public void Queued(WriteSession session, Job job) => session.AfterCommit(() => _inHand.Put(job));

    /// <summary>A job has ended without its turn.</summary>
    public void Forget(long id) => _inHand.Take(id);

    /// <summary>Undoes what was claimed in a transaction that was rolled back.</summary>
    public void Rollback()
    {
        foreach (var claimed in _claimed)
        {
            claimed.Place.Leave();
        }

        _claimed.Clear();
        _ready.Rollback();
    }

    /// <summary>Stores a new job that is due as claimed, if its lane has room and nobody waits who would go first: what is not queued need not be found again.</summary>
    /// <returns>Its id; null when nothing is stored, and it has to queue.</returns>
    public long? TryBegin(WriteSession session, NewJob job, DateTimeOffset now)
    {
        if (!_isOpen || rush.Left is not null || _ready.Count > FewLanes || lanes.KeepsOrder(job.Lane))
        {
            return null;
        }

        var (pool, freeInLane, freeInPool) = lanes.FreeOf(job.Lane);
        if (Math.Min(freeInLane, freeInPool) <= 0 || _ready.All.Any(lane => lanes.PoolOf(lane) == pool))
        {
            return null;
        }

        var claimed = new ClaimedJob(table.InsertClaimed(session, job, lease.Owner, now, lease.Until(now)), lanes.Claim(job.Lane));
        _claimed.Add(claimed);
        return claimed.Job.Id;
    }

    /// <summary>Claims what there is room for.</summary>
    /// <returns>The jobs that start when the transaction is committed, with those that <see cref="TryBegin"/> stored.</returns>
    public IReadOnlyList<ClaimedJob> Claim(WriteSession session)
    {
        if (_ready.Count > 0 && _isOpen)
        {
            var now = time.GetUtcNow();
            foreach (var (id, lane) in Choose(session))
            {
                _claimed.Add(new ClaimedJob(Claim(session, id, now), lanes.Claim(lane)));
            }

            session.AfterCommit(_ready.Commit);
        }

        foreach (var claimed in _claimed)
        {
            session.AfterCommit(() => _start(claimed));
        }

        if (_claimed.Count > 0)
        {
            session.AfterCommit(_claimed.Clear);
        }

        return _claimed;
    }

    private Job Claim(WriteSession session, long id, DateTimeOffset now) =>
        _inHand.Take(id) is { } known && table.ClaimInHand(session, known, lease.Owner, now, lease.Until(now))
            ? known.Begun(now)
            : table.Claim(session, id, lease.Owner, now, lease.Until(now));

    // The most urgent first, over all lanes with room; a pool's room is shared by its lanes.
    private List<(long Id, string Lane)> Choose(WriteSession session)
    {
        var roomInPool = new Dictionary<string, int>(StringComparer.Ordinal);
        var candidates = new List<(long Id, long Rank, string Lane, string Pool)>();
        foreach (var lane in _ready.All)
        {
            var (pool, freeInLane, freeInPool) = lanes.FreeOf(lane);
            roomInPool[pool] = freeInPool;
            var limit = Math.Min(freeInLane, freeInPool);
            if (limit <= 0)
            {
                continue;
            }

            var isOrdered = lanes.KeepsOrder(lane);
            var rows = isOrdered ? turns.Ready(session, lane, limit) : table.Ready(session, lane, limit);
            candidates.AddRange(rows.Select(row => (row.Id, row.Rank, lane, pool)));
            if (rows.Count == 0 && !(isOrdered && turns.AreAwaited(session, lane)))
            {
                _ready.Drained(lane);
            }
        }

        candidates.Sort((left, right) => left.Rank.CompareTo(right.Rank));
        return [.. candidates.Where(candidate => roomInPool[candidate.Pool]-- > 0).Take(MostOf(candidates.Count)).Select(candidate => (candidate.Id, candidate.Lane))];
    }

    // What is left waits for the next transaction; the alarm makes one if nobody else does.
    private int MostOf(int candidates)
    {
        if (candidates <= InARush || rush.Left is not { } left)
        {
            return candidates;
        }

        alarm.SetFor(time.GetUtcNow() + left);
        return InARush;
    }
}

/// <summary>A job that this process holds the lease of.</summary>
/// <param name="Job">The job.</param>
/// <param name="Place">Its place in its lane.</param>
internal sealed record ClaimedJob(Job Job, LanePlace Place);
