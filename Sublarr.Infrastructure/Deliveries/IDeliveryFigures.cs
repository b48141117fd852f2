namespace Sublarr.Infrastructure.Deliveries;

/// <summary>How deliveries to some subscriptions fare: figures that cost the same however long the log is.</summary>
public interface IDeliveryFigures
{
    /// <summary>What came of their attempts since an hour.</summary>
    /// <param name="subscriptionIds">Whose.</param>
    /// <param name="sinceHour">Hours since 1970, in UTC.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<DeliveryHistory> HistoryAsync(IReadOnlyCollection<long> subscriptionIds, long sinceHour, CancellationToken cancellationToken);

    /// <summary>What waits for them now.</summary>
    Task<DeliveryBacklogs> BacklogsAsync(IReadOnlyCollection<long> subscriptionIds, CancellationToken cancellationToken);
}

/// <summary>What came of attempts.</summary>
/// <param name="Hours">By subscription and hour.</param>
/// <param name="Durations">By subscription and duration.</param>
public sealed record DeliveryHistory(IReadOnlyList<HourFigure> Hours, IReadOnlyList<DurationFigure> Durations);

/// <summary>What waits and runs, by subscription.</summary>
/// <param name="Held">What is held.</param>
/// <param name="Retrying">What waits for its next attempt.</param>
/// <param name="Queued">What is due.</param>
/// <param name="Running">What is being delivered; to others too, as there is never much of it.</param>
public sealed record DeliveryBacklogs(
    IReadOnlyList<BacklogFigure> Held, IReadOnlyList<BacklogFigure> Retrying, IReadOnlyList<BacklogFigure> Queued, IReadOnlyList<BacklogFigure> Running);

/// <summary>Attempts of one subscription in one hour.</summary>
public sealed record HourFigure(long SubscriptionId, long Hour, int Succeeded, int Failed);

/// <summary>Attempts of one subscription that took about the same time, as <see cref="DurationBucket"/> has it.</summary>
public sealed record DurationFigure(long SubscriptionId, int Bucket, int Count);

/// <summary>Jobs of one subscription in one state; the oldest has the smallest id.</summary>
public sealed record BacklogFigure(long SubscriptionId, int Count, long OldestId);
