namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// How jobs are run that somebody else has settings for. The writer asks within its transactions: answer with values that are in
/// memory, and never with an exception, for that would stop every write.
/// </summary>
internal interface ILanePolicy
{
    /// <summary>What holds for a lane now; null when it is the lane of a kind of jobs.</summary>
    LaneLimits? LimitsOf(string lane);

    /// <summary>Returns when every change that was saved before the call is looked at.</summary>
    ValueTask CatchUpAsync(CancellationToken cancellationToken);
}

/// <summary>What holds for a lane.</summary>
/// <param name="Pool">Whom it shares workers with.</param>
/// <param name="InLane">How many of its jobs may run at the same time.</param>
/// <param name="Ahead">How many more may be claimed, to begin the moment another ends.</param>
/// <param name="InPool">How many jobs of the pool may run at the same time.</param>
/// <param name="Spacing">How much time lies at least between the beginnings of two jobs; zero for no such limit.</param>
/// <param name="KeepsOrder">True when jobs that have an ordering key go one at a time.</param>
/// <param name="Joins">True when the last of those with one key does the work of all before it.</param>
/// <param name="IsShut">True when none may run: they are held.</param>
internal readonly record struct LaneLimits(string Pool, int InLane, int Ahead, int InPool, TimeSpan Spacing, bool KeepsOrder, bool Joins, bool IsShut);
