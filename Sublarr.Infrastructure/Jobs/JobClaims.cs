using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Claims due jobs at the end of each write transaction, so that a job queued by a transaction starts when it commits:
/// one disk flush from publish to start. Runs on the writer's thread only.
/// </summary>
internal sealed class JobClaims(IJobTable table, IJobTurns turns, JobLanes lanes, JobLease lease, Rush rush, JobAlarm alarm, TimeProvider time)
{
    /// <summary>How many jobs begin with a transaction during a rush: enough that none waits for ever.</summary>
    public const int InARush = 2;

    private readonly ReadyLanes _ready = new();
    private readonly List<ClaimedJob> _claimed = [];
    private Action<ClaimedJob>? _start;

    /// <summary>True while jobs are claimed.</summary>
    public bool IsOpen => Volatile.Read(ref _start) is not null;

    /// <summary>Begins to hand claimed jobs to <paramref name="start"/>, which must return at once.</summary>
    /// <param name="ofKinds">How many jobs of each kind may run at the same time.</param>
    /// <param name="start">Starts one.</param>
    public void Open(IReadOnlyDictionary<string, int> ofKinds, Action<ClaimedJob> start)
    {
        lanes.Limit(ofKinds);
        Volatile.Write(ref _start, start);
    }

    /// <summary>No job is claimed any more.</summary>
    public void Close() => Volatile.Write(ref _start, null);

    /// <summary>A lane may hold queued jobs.</summary>
    public void Ready(string lane) => _ready.Add(lane);

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

    /// <summary>Claims what there is room for.</summary>
    /// <returns>The jobs that start when the transaction is committed.</returns>
    public IReadOnlyList<ClaimedJob> Claim(WriteSession session)
    {
        if (_ready.IsEmpty || Volatile.Read(ref _start) is not { } start)
        {
            return [];
        }

        var now = time.GetUtcNow();
        foreach (var (id, lane) in Choose(session))
        {
            var job = table.Claim(session, id, lease.Owner, now, lease.Until(now));
            _claimed.Add(new ClaimedJob(job, lanes.Claim(lane)));
        }

        session.AfterCommit(_ready.Commit);
        foreach (var claimed in _claimed)
        {
            session.AfterCommit(() => start(claimed));
        }

        session.AfterCommit(_claimed.Clear);
        return _claimed;
    }

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
