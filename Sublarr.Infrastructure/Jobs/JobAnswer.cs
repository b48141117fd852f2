namespace Sublarr.Infrastructure.Jobs;

/// <summary>What came of a wish to change a job.</summary>
internal enum JobAnswer
{
    /// <summary>It does not exist, or is where that cannot be done.</summary>
    Refused,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It runs; that it is to stop is stored, and has yet to be said to who runs it.</summary>
    AskedToStop,
}
