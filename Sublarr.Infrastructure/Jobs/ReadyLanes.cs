namespace Sublarr.Infrastructure.Jobs;

/// <summary>The lanes that may hold queued jobs, so that a claim asks those alone. Used on the writer's thread only.</summary>
internal sealed class ReadyLanes
{
    private readonly HashSet<string> _lanes = new(StringComparer.Ordinal);
    private readonly List<string> _drained = [];

    public IEnumerable<string> All => _lanes;

    public int Count => _lanes.Count;

    public void Add(string lane) => _lanes.Add(lane);

    /// <summary>The lane is empty, if the transaction that found it so is committed.</summary>
    public void Drained(string lane) => _drained.Add(lane);

    public void Commit()
    {
        _lanes.ExceptWith(_drained);
        _drained.Clear();
    }

    public void Rollback() => _drained.Clear();
}
