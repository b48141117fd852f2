using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Counts attempts with the transaction that stores them. Called on the writer's thread only.</summary>
internal interface IAttemptTally
{
    /// <summary>An attempt of the present transaction has ended.</summary>
    /// <param name="job">What was tried.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="state">What the job is now.</param>
    /// <param name="now">When it ended.</param>
    void Add(Job job, JobAttempt attempt, JobState state, DateTimeOffset now);

    /// <summary>Writes what was counted, before the transaction commits.</summary>
    void Write(WriteSession session);

    /// <summary>The transaction was rolled back: its writes are run, and counted, again.</summary>
    void Rollback();
}
