namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The script of one run and every process that came of it, wherever it went.</summary>
internal sealed class ProcessFamily(ChildProcess leader, string runId, string folder, long bornAt)
{
    private readonly HashSet<(int Id, long BornAt)> _known = [];

    public ChildProcess Leader { get; } = leader;

    public int LeaderId => Leader.Id;

    public bool HasLeaderExited => Leader.Exited.IsCompleted;

    public string RunId { get; } = runId;

    public string Folder { get; } = folder;

    /// <summary>The moment before the leader was started, in ticks since boot.</summary>
    public long BornAt { get; } = bornAt;

    /// <summary>False once its run is over.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>False once nothing of it was found: an orphan it may have left is then another's to take away.</summary>
    public bool ClaimsOrphans { get; set; } = true;

    /// <summary>The members alive: the leader's group and session, all their descendants, and the orphans that <paramref name="isOurOrphan"/> recognises.</summary>
    public List<ProcessEntry> Among(List<ProcessEntry> table, Func<ProcessEntry, bool> isOurOrphan)
    {
        var members = table.Where(entry => IsKin(entry) || isOurOrphan(entry)).ToDictionary(entry => entry.Id);
        int before;
        do
        {
            before = members.Count;
            foreach (var entry in table.Where(entry => members.ContainsKey(entry.ParentId)))
            {
                members.TryAdd(entry.Id, entry);
            }
        }
        while (members.Count > before);

        _known.UnionWith(members.Values.Select(member => (member.Id, member.BornAt)));
        return [.. members.Values.Where(member => !member.IsZombie)];
    }

    // Whoever was seen as a descendant once stays a member after its parent has died.
    private bool IsKin(ProcessEntry entry) =>
        entry.BornAt >= BornAt
        && (entry.Id == LeaderId || entry.GroupId == LeaderId || entry.SessionId == LeaderId || _known.Contains((entry.Id, entry.BornAt)));
}
