using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Arr;

/// <summary>How an instance is, and how far what it did has been read. Each method is one transition.</summary>
[NoConfiguration]
public sealed class ArrState
{
    /// <summary>So many checks in a row have to fail before anybody is told: a restart is no news.</summary>
    public const int FailuresBeforeNews = 2;

    /// <summary>An instance that nobody has asked yet.</summary>
    /// <param name="instanceId">Which.</param>
    public ArrState(long instanceId) => InstanceId = instanceId;

    /// <summary>The instance.</summary>
    public long InstanceId { get; private set; }

    /// <summary>When it was asked last, in UTC; null before the first time.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Its version when it answered last.</summary>
    public string? Version { get; private set; }

    /// <summary>Since when it does not answer as it should; null while it does.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Why, as a sentence that names the remedy.</summary>
    public string? Problem { get; private set; }

    /// <summary>Checks that failed in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>The newest entry of its history that was read, by its own clock; null before the first time.</summary>
    public DateTimeOffset? ReadUntil { get; private set; }

    /// <summary>When that was, by Sublarr's clock: what is new since then happened since then.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The highest id of an entry that was read.</summary>
    public long LastEntry { get; private set; }

    /// <summary>True when people have been told that it does not answer.</summary>
    public bool IsTold => Failures >= FailuresBeforeNews;

    /// <summary>It answered as it should.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="now">When.</param>
    public void Answered(string? version, DateTimeOffset now) =>
        (CheckedAt, Version, FailingSince, Problem, Failures) = (now, version ?? Version, null, null, 0);

    /// <summary>It did not answer as it should.</summary>
    /// <param name="problem">Why, as a sentence.</param>
    /// <param name="now">When.</param>
    public void Failed(string problem, DateTimeOffset now) =>
        (CheckedAt, FailingSince, Problem, Failures) = (now, FailingSince ?? now, problem, Failures + 1);

    /// <summary>Its history was read, and what it asks for is queued.</summary>
    /// <param name="until">The newest entry, by its own clock.</param>
    /// <param name="lastEntry">The highest id.</param>
    /// <param name="now">When.</param>
    public void Read(DateTimeOffset until, long lastEntry, DateTimeOffset now) => (ReadUntil, LastEntry, ReadAt) = (until, lastEntry, now);

    /// <summary>Another library stands behind it now: its history begins anew.</summary>
    public void Forget() => (ReadUntil, LastEntry, ReadAt) = (null, 0, null);
}
