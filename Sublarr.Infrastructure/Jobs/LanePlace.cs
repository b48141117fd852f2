namespace Sublarr.Infrastructure.Jobs;

/// <summary>The place of one claimed job in its lane and pool, until <see cref="Leave"/>.</summary>
internal sealed class LanePlace(JobLanes lanes, string lane, string pool)
{
    public string Lane => lane;

    public string Pool => pool;

    /// <summary>When the job began, as <see cref="TimeProvider.GetTimestamp"/> counts; null while it waits for one before it.</summary>
    public long? BegunAt { get; set; }

    /// <summary>Begins the job now, or as soon as the lane runs fewer than it may.</summary>
    /// <param name="begin">Must return at once.</param>
    public void Start(Action begin) => lanes.Start(this, begin);

    /// <summary>The job no longer runs, or never will. Call it once.</summary>
    public void Leave() => lanes.Leave(this);
}
