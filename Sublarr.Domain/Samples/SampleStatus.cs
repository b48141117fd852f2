namespace Sublarr.Domain.Samples;

/// <summary>Where the sample data is in its life.</summary>
public enum SampleState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is being added, or its report is being worked on.</summary>
    Working,

    /// <summary>It is there, and everything it shows has happened.</summary>
    Ready,

    /// <summary>It is there, and something did not go as it should.</summary>
    Failed,

    /// <summary>It is being removed.</summary>
    Removing,
}

/// <summary>How far one thing that the sample data shows is.</summary>
public enum SampleStepState
{
    /// <summary>Something before it has to happen first.</summary>
    Waiting,

    /// <summary>It happens now.</summary>
    Running,

    /// <summary>It has happened.</summary>
    Done,

    /// <summary>It did not go as it should.</summary>
    Failed,
}

/// <summary>One thing that the sample data shows.</summary>
/// <param name="Key">Its name for machines.</param>
/// <param name="Title">What it is, as a phrase.</param>
/// <param name="State">How far it is.</param>
/// <param name="Detail">What came of it, as a sentence; null while nothing has.</param>
public sealed record SampleStep(string Key, string Title, SampleStepState State, string? Detail)
{
    /// <summary>The job that did it; null for none.</summary>
    public long? JobId { get; init; }

    /// <summary>The sort of that job; null for none.</summary>
    public string? JobKind { get; init; }

    /// <summary>The event that tells of it; null for none.</summary>
    public string? EventId { get; init; }
}

/// <summary>What the receiver of the sample data was sent.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="Id">The id of the event.</param>
/// <param name="Problem">Why it was not believed, as a sentence; null for a good signature.</param>
public sealed record SampleReceived(DateTimeOffset At, string Event, string Id, string? Problem);

/// <summary>What there is of the sample data.</summary>
/// <param name="State">Where it is in its life.</param>
/// <param name="Steps">What it shows, in its order; empty while there is none.</param>
/// <param name="Received">What its receiver was sent, the newest first; gone with a restart.</param>
public sealed record SampleStatus(SampleState State, IReadOnlyList<SampleStep> Steps, IReadOnlyList<SampleReceived> Received)
{
    /// <summary>What is wrong and what helps, as sentences; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>The folder of its videos.</summary>
    public string Folder { get; init; } = "";

    /// <summary>True while there is nothing of a person's own: the library is empty, and no report has come.</summary>
    public bool IsOffered { get; init; }
}

/// <summary>What came of asking for the sample data, or for its removal.</summary>
/// <param name="JobId">The job that does it; null when none does.</param>
/// <param name="Problem">Why none does and what helps, as sentences; null when one does.</param>
public sealed record SampleAnswer(long? JobId, string? Problem);
