using Microsoft.EntityFrameworkCore;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Tells of every save through EF Core, within the same transaction.</summary>
internal interface ISaveWitness
{
    /// <summary>Begins to tell of one save. It adds nothing yet.</summary>
    ISaveAccount Witness(DbContext context);
}

/// <summary>What is told of one save.</summary>
internal interface ISaveAccount
{
    /// <summary>True when some of it waits for ids that only the save gives.</summary>
    bool AwaitIds { get; }

    /// <summary>Adds to the context what tells of its changes.</summary>
    void Tell();

    /// <summary>What was created is stored, and has its id now.</summary>
    void NameCreated();

    /// <summary>Nothing was stored: a save of the same context that follows tells of itself alone.</summary>
    void TakeBack();
}
