namespace Sublarr.Domain.Jobs;

/// <summary>How urgent a job is: 1 (first) to 10 (last). Waiting makes a job more urgent, so nothing starves.</summary>
public readonly record struct JobPriority : IComparable<JobPriority>
{
    /// <summary>A job overtakes jobs one level more urgent once it has waited this much longer than they have.</summary>
    public static readonly TimeSpan AgeingStep = TimeSpan.FromSeconds(30);

    /// <summary>Longer than anything waits.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromDays(10_000);

    /// <summary>Creates a priority.</summary>
    /// <param name="value">1 (first) to 10 (last).</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within 1 to 10.</exception>
    public JobPriority(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10);
        Value = value;
    }

    /// <summary>Incoming webhooks.</summary>
    public static JobPriority Critical => new(1);

    /// <summary>A person asked and waits.</summary>
    public static JobPriority High => new(3);

    /// <summary>Deliveries.</summary>
    public static JobPriority Normal => new(5);

    /// <summary>Schedules and clean-up.</summary>
    public static JobPriority Low => new(8);

    /// <summary>1 (first) to 10 (last).</summary>
    public int Value { get; }

    /// <summary>True for what a person waits for.</summary>
    public bool IsAwaited => Value <= High.Value;

    /// <summary>The order in which jobs are taken, smallest first. It is fixed when a job becomes due, so an index can hold it, and yet ages: later jobs get larger ranks.</summary>
    /// <param name="dueAt">When the job may run.</param>
    public long RankAt(DateTimeOffset dueAt) =>
        dueAt.ToUnixTimeMilliseconds() + (Value * (long)AgeingStep.TotalMilliseconds);

    /// <summary>The rank of a job that a person wants to run next: before all that wait by themselves, and after what was asked for before.</summary>
    /// <param name="now">When it was asked for.</param>
    public static long RankNextAt(DateTimeOffset now) => (now - HeadStart).ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public int CompareTo(JobPriority other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
