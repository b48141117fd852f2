namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Which items a delivery has had refreshed by an attempt before. A subtitle that was overwritten is listed all the time: what a server lists tells only
/// after a refresh whether it has looked. Kept in memory alone, since a refresh too many costs a server a moment, and one too few a subtitle.
/// </summary>
internal sealed class RefreshesMade
{
    // More than will ever wait at once: one that was forgotten is begun anew.
    private const int MostJobs = 20_000;

    // A refresh is queued there, and behind a look through a whole library it takes a while.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)];

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<long, Asked> _byJob = [];

    /// <summary>The server has taken the request to refresh an item.</summary>
    /// <param name="jobId">The delivery that asked.</param>
    /// <param name="item">The item, as the server calls it.</param>
    public void Add(long jobId, string item)
    {
        lock (_lock)
        {
            if (!_byJob.TryGetValue(jobId, out var asked))
            {
                _byJob[jobId] = asked = new();
            }

            asked.Items.Add(item);
            // Those that were given up are never forgotten by themselves.
            if (_byJob.Count > MostJobs)
            {
                _byJob.RemoveAt(0);
            }
        }
    }

    /// <summary>True when all of the items were refreshed for a delivery, as far as is known.</summary>
    /// <param name="jobId">The delivery.</param>
    /// <param name="items">The items, as the server calls them.</param>
    public bool HasAll(long jobId, IEnumerable<string> items)
    {
        lock (_lock)
        {
            return _byJob.TryGetValue(jobId, out var made) && items.All(made.Items.Contains);
        }
    }

    /// <summary>True when the server was asked as often as it is, and was given the time for it: what it does not list now it will not.</summary>
    /// <param name="jobId">The delivery.</param>
    public bool IsOver(long jobId)
    {
        lock (_lock)
        {
            return _byJob.TryGetValue(jobId, out var made) && made.Waits >= Patience.Length;
        }
    }

    /// <summary>The server was asked and does not list it yet: how long it has before somebody looks again.</summary>
    /// <param name="jobId">The delivery.</param>
    public TimeSpan Wait(long jobId)
    {
        lock (_lock)
        {
            return _byJob.TryGetValue(jobId, out var made) && made.Waits < Patience.Length ? Patience[made.Waits++] : Patience[^1];
        }
    }

    /// <summary>A delivery is made: whoever repeats it wants another refresh.</summary>
    /// <param name="jobId">The delivery.</param>
    public void Forget(long jobId)
    {
        lock (_lock)
        {
            _byJob.Remove(jobId);
        }
    }

    /// <summary>What one delivery has asked for.</summary>
    private sealed class Asked
    {
        public HashSet<string> Items { get; } = [];

        /// <summary>How often it was waited for.</summary>
        public int Waits { get; set; }
    }
}
