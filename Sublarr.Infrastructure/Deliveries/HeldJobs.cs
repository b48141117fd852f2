using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Deliveries that are kept while nothing may be sent: put aside, sent after all, or given up.</summary>
internal sealed class HeldJobs(GroupCommit writer, JobTransactions jobs, IHeldTable table, IQuietTable quiet, HoldRule rule, ILanePolicy policy, TimeProvider time) : IHeldDeliveries
{
    // So many are changed in one transaction.
    private const int Step = 200;

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<HeldResult?> SettleAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken)
    {
        await policy.CatchUpAsync(cancellationToken);
        return await writer.WriteAsync(WriteUrgency.Awaited, session => Settle(session, subscriptionId, choice), cancellationToken);
    }

    public Task WakeAsync(long subscriptionId, CancellationToken cancellationToken) =>
        writer.WriteAsync(WriteUrgency.Awaited, session => jobs.Change(session, JobState.Queued, quiet.Wake(session, subscriptionId, Now)), cancellationToken);

    public Task<int> CancelAllAsync(long subscriptionId, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session => jobs.Change(session, JobState.Cancelled, table.CancelAll(session, subscriptionId, "Its subscription was deleted.", Now)),
        cancellationToken);

    /// <summary>Gives up what has been held since before a time, a few at a time so that no other write waits long.</summary>
    /// <returns>The number of jobs.</returns>
    public Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken) => InStepsAsync(
        int.MaxValue,
        (session, limit) => jobs.Change(session, JobState.Expired, table.Expire(session, before, limit, "It was held for longer than the log is kept.", Now)),
        cancellationToken);

    /// <summary>Gives up the oldest that are held for one subscription, a few at a time.</summary>
    /// <returns>The number of jobs.</returns>
    public Task<int> ExpireOldestAsync(long subscriptionId, int count, CancellationToken cancellationToken) => InStepsAsync(
        count,
        (session, limit) => jobs.Change(
            session, JobState.Expired, table.ExpireOldest(session, subscriptionId, limit, "More was held than the log has room for: the oldest made way.", Now)),
        cancellationToken);

    private HeldResult? Settle(WriteSession session, long subscriptionId, HeldRelease choice)
    {
        switch (rule.IsStopped(session, subscriptionId))
        {
            case null:
                return null;
            case true when rule.Skips(session, subscriptionId):
                jobs.Change(session, JobState.Cancelled, table.CancelAll(session, subscriptionId, DeliverHandler.SwitchedOff, Now));
                return new HeldResult(0, 0);
            case true:
                Keep(session, subscriptionId);
                return new HeldResult(0, 0);
            default:
                var discarded = choice.DiscardBefore(time.GetUtcNow()) is { } before ? DiscardThose(session, subscriptionId, before) : 0;
                return new HeldResult(LetGo(session, subscriptionId, choice), discarded);
        }
    }

    private void Keep(WriteSession session, long subscriptionId) =>
        jobs.Change(session, JobState.Held, table.Hold(session, subscriptionId));

    private int DiscardThose(WriteSession session, long subscriptionId, DateTimeOffset before) => jobs.Change(
        session, JobState.Cancelled, table.Discard(session, subscriptionId, before, "Discarded by hand when deliveries went on.", Now));

    private int LetGo(WriteSession session, long subscriptionId, HeldRelease choice)
    {
        switch (rule.BreakerOf(subscriptionId))
        {
            case BreakerState.Open:
                Keep(session, subscriptionId);
                return 0;
            case BreakerState.HalfOpen:
                return jobs.Change(session, JobState.Queued, table.ReleaseOldest(session, subscriptionId, Now));
            default:
                return choice.PerSecond is { } rate
                    ? jobs.Change(session, JobState.Retrying, table.ReleaseSlowly(session, subscriptionId, rate, Now))
                    : jobs.Change(session, JobState.Queued, table.Release(session, subscriptionId, Now));
        }
    }

    private async Task<int> InStepsAsync(int count, Func<WriteSession, int, int> step, CancellationToken cancellationToken)
    {
        var total = 0;
        while (total < count)
        {
            var limit = Math.Min(Step, count - total);
            var changed = await writer.WriteAsync(WriteUrgency.Background, session => step(session, limit), cancellationToken);
            if (changed == 0)
            {
                break;
            }

            total += changed;
        }

        return total;
    }
}
