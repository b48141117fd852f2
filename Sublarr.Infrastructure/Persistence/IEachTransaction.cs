namespace Sublarr.Infrastructure.Persistence;

/// <summary>What belongs to every transaction of the writer. Called on its thread alone: answer from memory or an index, and throw nothing of your own.</summary>
internal interface IEachTransaction
{
    /// <summary>A transaction has begun; none of its writes is made yet.</summary>
    void Begun(WriteSession session);

    /// <summary>Its writes are made, and it is about to commit. The queue claims its next jobs here: no flush of its own.</summary>
    void Ends(WriteSession session);

    /// <summary>A transaction was rolled back: what was done in memory for it is undone.</summary>
    void RolledBack();
}
