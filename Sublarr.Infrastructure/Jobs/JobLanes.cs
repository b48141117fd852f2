using System.Collections.Frozen;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// How many jobs of a lane may run now. A lane has its own limit, and shares the limit of its pool with the other lanes
/// of that channel, so a dead endpoint can fill its lane but not everybody's workers. Where jobs end faster than a commit
/// takes, some are claimed ahead: they begin when one before them ends, and not a flush of the disk later.
/// </summary>
internal sealed class JobLanes(ILanePolicy policy, QueuePauses pauses, LaneRooms rooms, JobAlarm alarm, TimeProvider time) : ILaneLimits
{
    /// <summary>A lane whose last job took longer claims none ahead: what is claimed waits for nothing but quick work, and lets more urgent work pass.</summary>
    private static readonly TimeSpan Swift = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LaneState> _lanes = new(StringComparer.Ordinal);
    private volatile IReadOnlyDictionary<string, LaneBounds> _ofHandlers = FrozenDictionary<string, LaneBounds>.Empty;
    private readonly Dictionary<string, int> _claimedInPool = new(StringComparer.Ordinal);

    /// <summary>Says how many jobs of each lane of handlers may run at the same time. Those of any other lane go one at a time.</summary>
    public void Limit(IReadOnlyDictionary<string, LaneBounds> ofHandlers) => _ofHandlers = ofHandlers;

    public IEnumerable<string> WithChoice => _ofHandlers.Where(lane => lane.Value.Most > 1).Select(lane => lane.Key);

    public LaneCapacity Of(string lane) => policy.LimitsOf(lane) is { InLane: var ofSubscription }
        ? new(ofSubscription, ofSubscription, null)
        : new(RoomOf(lane), BoundsOf(lane).Usual, BoundsOf(lane).Most);

    /// <summary>The lane's pool, how many more jobs of the lane may be claimed, and how many of the pool.</summary>
    public (string Pool, int FreeInLane, int FreeInPool) FreeOf(string lane)
    {
        var limits = LimitsOf(lane);
        if (pauses.Holds(lane))
        {
            return (limits.Pool, 0, 0);
        }

        DateTimeOffset? opensAt = null;
        int free;
        int freeInPool;
        lock (_lock)
        {
            var state = StateOf(lane);
            freeInPool = limits.InPool - _claimedInPool.GetValueOrDefault(limits.Pool);
            free = limits.InLane - state.Claimed;
            if (limits.Spacing > TimeSpan.Zero)
            {
                // One at a time, and none before its time: what waits stays queued and uses up nothing.
                opensAt = ClosedUntil(state, limits.Spacing);
                free = opensAt is null ? Math.Min(free, 1) : 0;
            }
            else if (state.IsSwift && freeInPool > limits.InPool / 2)
            {
                free += limits.Ahead;
            }
        }

        if (opensAt is { } later)
        {
            alarm.SetFor(later);
        }

        return (limits.Pool, free, freeInPool);
    }

    /// <summary>The pool that the lane shares with others; the lane itself where it shares none.</summary>
    public string PoolOf(string lane) => LimitsOf(lane).Pool;

    /// <summary>True when jobs of the lane that have an ordering key go one at a time.</summary>
    public bool KeepsOrder(string lane) => policy.LimitsOf(lane) is { KeepsOrder: true };

    /// <summary>True when the last of the lane's jobs with one ordering key does the work of all before it.</summary>
    public bool Joins(string lane) => policy.LimitsOf(lane) is { Joins: true };

    /// <summary>Takes a place for a job that is being claimed.</summary>
    public LanePlace Claim(string lane)
    {
        var limits = LimitsOf(lane);
        DateTimeOffset? opensAt = limits.Spacing > TimeSpan.Zero ? time.GetUtcNow() + limits.Spacing : null;
        lock (_lock)
        {
            var state = StateOf(lane);
            state.Claimed++;
            state.OpensAt = opensAt ?? state.OpensAt;
            _claimedInPool[limits.Pool] = _claimedInPool.GetValueOrDefault(limits.Pool) + 1;
        }

        if (opensAt is { } later)
        {
            alarm.SetFor(later);
        }

        return new LanePlace(this, lane, limits.Pool);
    }

    /// <summary>Begins the job of a place, or puts it in line.</summary>
    public void Start(LanePlace place, Action begin)
    {
        lock (_lock)
        {
            StateOf(place.Lane).Waiting.Enqueue((place, begin));
        }

        BeginNext(place.Lane);
    }

    /// <summary>Gives a place back, and begins the job that waited for it.</summary>
    public void Leave(LanePlace place)
    {
        lock (_lock)
        {
            var state = StateOf(place.Lane);
            state.Claimed--;
            _claimedInPool[place.Pool]--;
            if (place.BegunAt is { } begunAt)
            {
                state.Running--;
                state.IsSwift = time.GetElapsedTime(begunAt) <= Swift;
            }
        }

        BeginNext(place.Lane);
    }

    // A lane of which nothing runs begins one whatever its limit: nobody else would come and do it.
    private void BeginNext(string lane)
    {
        var limit = Math.Max(1, LimitsOf(lane).InLane);
        while (true)
        {
            (LanePlace Place, Action Begin) next;
            lock (_lock)
            {
                var state = StateOf(lane);
                if (state.Running >= limit || !state.Waiting.TryDequeue(out next))
                {
                    return;
                }

                state.Running++;
                next.Place.BegunAt = time.GetTimestamp();
            }

            next.Begin();
        }
    }

    private DateTimeOffset? ClosedUntil(LaneState state, TimeSpan spacing)
    {
        var wait = state.OpensAt is { } opensAt ? opensAt - time.GetUtcNow() : TimeSpan.Zero;
        // Somebody has set the clock back when it is longer: a lane is not closed for an hour by that.
        return wait > TimeSpan.Zero && wait <= spacing ? state.OpensAt : null;
    }

    private LaneState StateOf(string lane)
    {
        if (!_lanes.TryGetValue(lane, out var state))
        {
            _lanes[lane] = state = new LaneState();
        }

        return state;
    }

    private LaneLimits LimitsOf(string lane)
    {
        if (policy.LimitsOf(lane) is { } limits)
        {
            return limits;
        }

        var limit = RoomOf(lane);
        return new(lane, limit, 0, limit, TimeSpan.Zero, KeepsOrder: false, Joins: false, IsShut: false);
    }

    // What was set under another version may be more than the handler bears now.
    private int RoomOf(string lane)
    {
        var bounds = BoundsOf(lane);
        return rooms.Of(lane) is { } set ? Math.Clamp(set, 1, bounds.Most) : bounds.Usual;
    }

    private LaneBounds BoundsOf(string lane) => _ofHandlers.GetValueOrDefault(lane, new(1, 1));

    private sealed class LaneState
    {
        /// <summary>Jobs with a place.</summary>
        public int Claimed { get; set; }

        /// <summary>Those of them that have begun.</summary>
        public int Running { get; set; }

        /// <summary>Those that have yet to.</summary>
        public Queue<(LanePlace Place, Action Begin)> Waiting { get; } = new();

        /// <summary>True when the job that ended last was quick.</summary>
        public bool IsSwift { get; set; }

        /// <summary>When the next may be claimed, in a lane that keeps a distance between them.</summary>
        public DateTimeOffset? OpensAt { get; set; }
    }
}
