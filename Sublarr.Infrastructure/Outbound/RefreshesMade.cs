namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Which items a delivery has had refreshed by an attempt before. A subtitle that was overwritten is listed all the time: what a server lists tells only
/// after a refresh whether it has looked. Kept in memory alone, since a refresh too many costs a server a moment, and one too few a subtitle.
/// </summary>
internal sealed class RefreshesMade
{
    /// <summary>How long a server has before it is asked once more: a refresh is queued there, and takes a while.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int MostJobs = 1000;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<long, HashSet<string>> _byJob = [];

    /// <summary>The server has taken the request to refresh an item.</summary>
    /// <param name="jobId">The delivery that asked.</param>
    /// <param name="item">The item, as the server calls it.</param>
    public void Add(long jobId, string item)
    {
        lock (_lock)
        {
            if (!_byJob.TryGetValue(jobId, out var items))
            {
                _byJob[jobId] = items = [];
            }

            items.Add(item);
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
            return _byJob.TryGetValue(jobId, out var made) && items.All(made.Contains);
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
}
