namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The transaction a write takes part in. What can be done in it is said by the tables, which are asked with it; how they do it is the store's own affair.
/// </summary>
internal abstract class WriteSession : IDisposable
{
    private List<Action> _afterCommit = [];

    /// <summary>Something to do once the transaction is on disk and the write gate open. It runs on the writer's thread: return at once.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public abstract void Dispose();

    /// <summary>Which transaction this is: what was read in one holds until its end, for nobody else writes meanwhile.</summary>
    public long Transaction { get; private set; }

    internal void Begin()
    {
        Transaction++;
        BeginTransaction();
    }

    internal abstract void Commit();

    /// <summary>So many writes were committed, and everybody knows: what the store has to do now and then is done here.</summary>
    internal abstract void Committed(int writes);

    internal void Rollback()
    {
        _afterCommit.Clear();
        RollBack();
    }

    /// <summary>What is to be done after the commit, once.</summary>
    internal List<Action> TakeDue()
    {
        var due = _afterCommit;
        _afterCommit = [];
        return due;
    }

    /// <summary>Begins the transaction.</summary>
    protected abstract void BeginTransaction();

    /// <summary>Undoes the transaction, if the store has not done so by itself.</summary>
    protected abstract void RollBack();
}
