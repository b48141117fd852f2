using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Providers;

/// <summary>
/// How a provider fares, and when it may be asked again. It is kept over restarts: who is told to come back tomorrow does not ask again because somebody
/// has restarted Sublarr. Each method is one transition.
/// </summary>
[NoConfiguration]
public sealed class ProviderState
{
    /// <summary>So many failures in a row open the circuit breaker.</summary>
    public const int FailuresBeforePause = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan BusyPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan QuotaPause = TimeSpan.FromHours(1);

    /// <summary>A provider that nobody has asked yet.</summary>
    /// <param name="name">Which.</param>
    public ProviderState(string name) => Name = name;

    /// <summary>The provider's name.</summary>
    public string Name { get; private set; }

    /// <summary>When it was asked last, in UTC; null before the first time.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>Since when it does not answer as it should; null while it does.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Why, as a sentence that names the remedy.</summary>
    public string? Problem { get; private set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Not asked before then; null for at once.</summary>
    public DateTimeOffset? PausedUntil { get; private set; }

    /// <summary>Nothing is fetched before then, though it is searched; null for at once.</summary>
    public DateTimeOffset? DownloadsPausedUntil { get; private set; }

    /// <summary>True when it is not asked until its settings are changed.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>Downloads that were used up; null when it does not say.</summary>
    public int? QuotaUsed { get; private set; }

    /// <summary>Downloads that there are; null when it does not say.</summary>
    public int? QuotaLimit { get; private set; }

    /// <summary>When they are all there again, in UTC; null when it does not say.</summary>
    public DateTimeOffset? QuotaResetAt { get; private set; }

    /// <summary>What is left of its downloads at a time; null when it does not say. What was used up before the reset is there again.</summary>
    /// <param name="now">The time.</param>
    public ProviderQuota? QuotaAt(DateTimeOffset now) => (QuotaUsed, QuotaLimit) switch
    {
        (null, null) => null,
        _ when QuotaResetAt <= now => new(0, QuotaLimit, null),
        _ => new(QuotaUsed, QuotaLimit, QuotaResetAt),
    };

    /// <summary>Why it is not searched at a time; null when it is.</summary>
    /// <param name="now">The time.</param>
    public ProviderFailure? WhyNotSearched(DateTimeOffset now) => IsBlocked
        ? new(ProviderFailureReason.Misconfigured, $"It is not asked until its settings are changed. {Problem}")
        : PausedUntil > now ? new(ProviderFailureReason.Busy, $"It is not asked before {Text(PausedUntil.Value)}. {Problem}".TrimEnd()) { RetryAt = PausedUntil } : null;

    /// <summary>Why nothing is fetched from it at a time; null when it is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="purpose">What for: the last downloads of a day are kept for what is dearer.</param>
    public ProviderFailure? WhyNotFetched(DateTimeOffset now, DownloadPurpose purpose) => WhyNotSearched(now) ?? (DownloadsPausedUntil > now
        ? new(ProviderFailureReason.QuotaUsedUp, $"Its downloads are used up until {Text(DownloadsPausedUntil.Value)}.") { RetryAt = DownloadsPausedUntil, Quota = QuotaAt(now) }
        : WhyKept(QuotaAt(now), purpose));

    /// <summary>True when an answer says nothing that is not known: it need not be stored each time.</summary>
    /// <param name="now">The time.</param>
    public bool IsKnownWell(DateTimeOffset now) => FailingSince is null && PausedUntil is null && !IsBlocked && AskedAt > now - TimeSpan.FromMinutes(5);

    /// <summary>It answered as it should.</summary>
    /// <param name="now">When.</param>
    public void Answered(DateTimeOffset now) => (AskedAt, FailingSince, Problem, Failures, PausedUntil, IsBlocked) = (now, null, null, 0, null, false);

    /// <summary>It said what is left of its downloads.</summary>
    /// <param name="quota">What it said.</param>
    public void Counted(ProviderQuota quota) => (QuotaUsed, QuotaLimit, QuotaResetAt) = (quota.Used, quota.Limit, quota.ResetAt);

    /// <summary>It did not answer as it should.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="now">When.</param>
    public void Failed(ProviderFailure failure, DateTimeOffset now)
    {
        AskedAt = now;
        if (failure.Quota is { } quota)
        {
            Counted(quota);
        }

        if (failure.Reason == ProviderFailureReason.QuotaUsedUp)
        {
            DownloadsPausedUntil = Within(failure.Quota?.ResetAt ?? failure.RetryAt, now) ?? now + QuotaPause;
        }

        if (failure.IsOfOneThing)
        {
            return;
        }

        (FailingSince, Problem, Failures, IsBlocked) = (FailingSince ?? now, failure.Message, Failures + 1, failure.NeedsPerson);
        // What it asks for makes the pause longer, never shorter: who says "in a second" each time would be asked for ever.
        DateTimeOffset?[] pauses = [Within(failure.RetryAt, now), PauseAfter(Failures, now), failure.Reason == ProviderFailureReason.Busy ? now + BusyPause : null];
        PausedUntil = pauses.Max();
    }

    /// <summary>Its settings are others now: what was wrong with the old ones is not held against them.</summary>
    public void Forget() =>
        (FailingSince, Problem, Failures, PausedUntil, DownloadsPausedUntil, IsBlocked, QuotaUsed, QuotaLimit, QuotaResetAt) = (null, null, 0, null, null, false, null, null, null);

    private static ProviderFailure? WhyKept(ProviderQuota? quota, DownloadPurpose purpose) =>
        quota is { Left: { } left, Limit: { } limit } && DownloadReserve.Of(purpose, limit) is > 0 and var kept && left <= kept
            ? new(ProviderFailureReason.QuotaUsedUp, $"The last {left} of its {limit} downloads are kept for {DownloadReserve.For(purpose)}{(quota.ResetAt is { } reset ? $" until {Text(reset)}" : "")}.")
            {
                RetryAt = quota.ResetAt,
                Quota = quota,
            }
            : null;

    // A time that is over says nothing, and a year that somebody mistyped does not switch a provider off.
    private static DateTimeOffset? Within(DateTimeOffset? asked, DateTimeOffset now) =>
        asked is not { } at || at <= now ? null : at < now + RetrySchedule.LongestDelay ? at : now + RetrySchedule.LongestDelay;

    private static DateTimeOffset? PauseAfter(int failures, DateTimeOffset now)
    {
        if (failures < FailuresBeforePause)
        {
            return null;
        }

        var doubled = FirstPause * Math.Pow(2, Math.Min(failures - FailuresBeforePause, 10));
        return now + (doubled < LongestPause ? doubled : LongestPause);
    }

    private static string Text(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
