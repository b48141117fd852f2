using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>
/// Keeps the processes of all runs apart and leaves none behind. Orphans of scripts become children of this process
/// (it is a "child subreaper"), so even one that changed its session and threw away its environment is found.
/// </summary>
internal sealed class ProcessFamilies
{
    // Starts go on side by side. Whoever looks at the processes there are waits for them, or it could take a newborn for an orphan.
    private static readonly ReaderWriterLockSlim Births = new();

    private readonly Lock _gate = new();
    private readonly List<ProcessFamily> _families = [];
    private readonly bool _adoptsOrphans = Posix.AdoptOrphans();
    private readonly int _ownSession = Posix.SessionId;

    private ProcessFamilies()
    {
        // For good, because a limit that is set once the script runs may come too late; what the server knows belongs into no core file either.
        Posix.ForbidCoreFiles();
    }

    /// <summary>The one of this process: being a subreaper and having children are facts about a whole process, however many hosts live in it.</summary>
    public static ProcessFamilies Ours { get; } = new();

    /// <summary>Starts the leader of a new family.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">This process has no descriptor left for its pipes.</exception>
    public ProcessFamily Start(ProgramStart leader, string runId)
    {
        Births.EnterReadLock();
        try
        {
            var bornAt = Posix.BootTicks;
            var family = new ProcessFamily(ChildProcess.Start(leader), runId, leader.Folder, bornAt);
            lock (_gate)
            {
                _families.Add(family);
            }

            return family;
        }
        finally
        {
            Births.ExitReadLock();
        }
    }

    /// <summary>True when a run of this id is going on.</summary>
    public bool IsActive(string runId)
    {
        lock (_gate)
        {
            return _families.Exists(family => family.IsActive && family.RunId == runId);
        }
    }

    /// <summary>Remembers the members alive, so that they are still known when their parents have died, and takes away zombies.</summary>
    public void Observe(ProcessFamily family) => Look(family);

    /// <summary>Kills the members alive and takes away zombies; returns those that were alive.</summary>
    public List<ProcessEntry> Kill(ProcessFamily family)
    {
        if (IsNobodyLeftOf(family))
        {
            return [];
        }

        return Look(family, members =>
        {
            members.ForEach(member => Posix.Signal(member.Id, Posix.Kill));
            family.ClaimsOrphans = members.Count > 0;
        });
    }

    /// <summary>Ends a run. A leader that even SIGKILL could not end yet (it hangs in the kernel) stays known until it has.</summary>
    public void Leave(ProcessFamily family)
    {
        lock (_gate)
        {
            family.IsActive = false;
            family.ClaimsOrphans = false;
            foreach (var ended in _families.FindAll(known => !known.IsActive && known.HasLeaderExited))
            {
                _families.Remove(ended);
                ended.Leader.Dispose();
            }
        }
    }

    // Most scripts leave nothing behind, and the whole table is long. Once the leader has ended, all that came of it hangs below
    // orphans, which are our children. A child that the kernel misses while its list changes is taken away after a later run.
    private bool IsNobodyLeftOf(ProcessFamily family)
    {
        if (!_adoptsOrphans || !family.HasLeaderExited || Posix.GroupExists(family.LeaderId) || ProcessTable.AdoptedIds() is not { } adopted)
        {
            return false;
        }

        // One that is just being started may be among them; then it is looked at more closely.
        lock (_gate)
        {
            var isNobodyLeft = adopted.TrueForAll(id => _families.Exists(other => other.LeaderId == id) || ProcessTable.Find(id) is not { } entry || !IsAdopted(entry));
            family.ClaimsOrphans = !isNobodyLeft;
            return isNobodyLeft;
        }
    }

    private List<ProcessEntry> Look(ProcessFamily family, Action<List<ProcessEntry>>? act = null)
    {
        Births.EnterWriteLock();
        try
        {
            lock (_gate)
            {
                var table = ProcessTable.Read();
                var members = family.Among(table, entry => IsOrphanOf(family, entry));
                act?.Invoke(members);
                ReapOrphans(table);
                return members;
            }
        }
        finally
        {
            Births.ExitWriteLock();
        }
    }

    // Direct children of .NET's Process stay in our session, and .NET waits for them itself. What a script starts is
    // in the session of its leader or in a newer one, and cannot get back into ours.
    private bool IsAdopted(ProcessEntry entry) =>
        entry.ParentId == Environment.ProcessId
        && entry.SessionId != _ownSession
        && !_families.Exists(family => family.LeaderId == entry.Id);

    private bool IsOrphanOf(ProcessFamily family, ProcessEntry entry)
    {
        var isAdopted = IsAdopted(entry);
        if (entry.IsZombie || entry.BornAt < family.BornAt || (_adoptsOrphans && !isAdopted))
        {
            return false;
        }

        var runId = ProcessTable.VariableOf(entry.Id, ScriptEnvironment.RunId);
        if (runId == family.RunId || ProcessTable.FolderOf(entry.Id)?.StartsWith(family.Folder, StringComparison.Ordinal) == true)
        {
            return true;
        }

        // Nothing tells whose it is: the last run it may have come from takes it away, also of several that end at the same moment.
        return isAdopted && !_families.Exists(other =>
            other != family && other.ClaimsOrphans && (other.RunId == runId || other.BornAt <= entry.BornAt));
    }

    private void ReapOrphans(List<ProcessEntry> table)
    {
        foreach (var entry in table.Where(entry => entry.IsZombie && IsAdopted(entry)))
        {
            Posix.Reap(entry.Id);
        }
    }
}
