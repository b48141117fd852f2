using System.Diagnostics;

namespace Sublarr.Infrastructure.Channels.Scripts;

/// <summary>
/// Keeps the processes of all runs apart and leaves none behind. Orphans of scripts become children of this process
/// (it is a "child subreaper"), so even one that changed its session and threw away its environment is found.
/// </summary>
internal sealed class ProcessFamilies
{
    private readonly Lock _gate = new();
    private readonly List<ProcessFamily> _families = [];
    private readonly bool _adoptsOrphans = Posix.AdoptOrphans();
    private readonly int _ownSession = Posix.SessionId;

    private ProcessFamilies()
    {
    }

    /// <summary>The one of this process: being a subreaper and having children are facts about a whole process, however many hosts live in it.</summary>
    public static ProcessFamilies Ours { get; } = new();

    /// <summary>Starts the leader of a new family.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public ProcessFamily Start(Process leader, string runId, string folder)
    {
        // Under the gate, or another run's sweep could take the newborn for an orphan.
        lock (_gate)
        {
            var bornAt = Posix.BootTicks;
            leader.Start();
            Posix.ForbidCoreFile(leader.Id);
            var family = new ProcessFamily(leader, runId, folder, bornAt);
            _families.Add(family);
            return family;
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
    public void Observe(ProcessFamily family)
    {
        lock (_gate)
        {
            var table = ProcessTable.Read();
            family.Among(table, entry => IsOrphanOf(family, entry));
            ReapOrphans(table);
        }
    }

    /// <summary>Kills the members alive and takes away zombies; returns those that were alive.</summary>
    public List<ProcessEntry> Kill(ProcessFamily family)
    {
        lock (_gate)
        {
            if (IsNobodyLeftOf(family))
            {
                return [];
            }

            var table = ProcessTable.Read();
            var members = family.Among(table, entry => IsOrphanOf(family, entry));
            foreach (var member in members)
            {
                Posix.Signal(member.Id, Posix.Kill);
            }

            ReapOrphans(table);
            return members;
        }
    }

    /// <summary>Ends a run. A leader that even SIGKILL could not end yet (it hangs in the kernel) stays known until it has.</summary>
    public void Leave(ProcessFamily family)
    {
        lock (_gate)
        {
            family.IsActive = false;
            foreach (var ended in _families.FindAll(known => !known.IsActive && known.Leader.HasExited))
            {
                _families.Remove(ended);
                ended.Leader.Dispose();
            }
        }
    }

    // Most scripts leave nothing behind, and the whole table is long. Once the leader has ended, all that came of it hangs below
    // orphans, which are our children. A child that the kernel misses while its list changes is taken away after a later run.
    private bool IsNobodyLeftOf(ProcessFamily family) =>
        _adoptsOrphans
        && family.Leader.HasExited
        && !Posix.GroupExists(family.LeaderId)
        && ProcessTable.AdoptedIds() is { } adopted
        && !adopted.Exists(id => !_families.Exists(other => other.LeaderId == id) && ProcessTable.Find(id) is { } entry && IsAdopted(entry));

    // Direct children of .NET's Process stay in our session, and .NET waits for them itself. What a script starts is
    // in the session that setsid made or in a newer one, and cannot get back into ours.
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

        // Nothing tells whose it is: the last run it may have come from takes it away.
        return isAdopted && !_families.Exists(other =>
            other != family && other.IsActive && (other.RunId == runId || other.BornAt <= entry.BornAt));
    }

    private void ReapOrphans(List<ProcessEntry> table)
    {
        foreach (var entry in table.Where(entry => entry.IsZombie && IsAdopted(entry)))
        {
            Posix.Reap(entry.Id);
        }
    }
}
