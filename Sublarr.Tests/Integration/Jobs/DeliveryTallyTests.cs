using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class DeliveryTallyTests
{
    [Theory]
    [InlineData("SS", 0, 0, null, "success")]
    [InlineData("FF", 5, 1, 50L, "failed")]
    [InlineData("FS", 0, 0, null, "success")]
    [InlineData("SF", 1, 0, 1002L, "failed")]
    [InlineData("SD", 1, 1, 1002L, "failed")]
    [InlineData("DFSFD", 2, 1, 1004L, "failed")]
    public async Task A_transaction_counts_as_its_attempts_would_one_by_one(string attempts, int failures, int dead, long? since, string status)
    {
        await using var engine = await Engine.StartAsync();
        var subscription = await engine.SubscribeAsync("fake", "*");

        await engine.Get<GroupCommit>().WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                session.Execute("UPDATE subscriptions SET consecutive_failures = 3, dead_deliveries = 1, failing_since = 50, trigger_count = 10");
                var tally = new DeliveryTally(engine.Get<ISubscriptionTable>());
                var now = 1000L;
                foreach (var attempt in attempts)
                {
                    tally.Add(subscription.Id, attempt == 'S', attempt == 'D', ++now, duration: 1);
                }

                tally.Write(session);
                return true;
            },
            CancellationToken.None);

        var counted = await engine.SubscriptionAsync(subscription.Id);
        counted.TriggerCount.ShouldBe(10 + attempts.Length);
        counted.ConsecutiveFailures.ShouldBe(failures);
        counted.DeadDeliveries.ShouldBe(dead);
        counted.FailingSince?.ToUnixTimeMilliseconds().ShouldBe(since!.Value);
        (counted.FailingSince is null).ShouldBe(since is null);
        counted.LastStatus.ShouldBe(status);
    }
}
