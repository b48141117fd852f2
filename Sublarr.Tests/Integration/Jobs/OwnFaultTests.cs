using Microsoft.Data.Sqlite;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class OwnFaultTests
{
    [Fact]
    public async Task A_locked_database_uses_up_no_attempt_and_does_not_bring_a_subscription_nearer_to_being_switched_off()
    {
        const int faults = 12;
        const int databaseIsLocked = 5;
        var clock = new ManualClock();
        var calls = 0;
        var channel = new FakeChannel((_, _) => Interlocked.Increment(ref calls) <= faults
            ? throw new SqliteException("database is locked", databaseIsLocked)
            : Task.FromResult(FakeChannel.Delivered));
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        var subscription = await engine.SubscribeAsync("fake", "*");
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

        for (var fault = 1; fault <= faults; fault++)
        {
            await Eventually.TrueAsync(async () => calls == fault && (await engine.JobsAsync())[0].State == JobState.Retrying, () => $"fault {fault} is not put off");
            clock.Advance(TimeSpan.FromSeconds(6));
        }

        var job = await engine.UntilAsync((await engine.JobsAsync())[0].Id, JobState.Succeeded);
        await using var context = await engine.ContextAsync();
        var stored = context.Subscriptions.Single(row => row.Id == subscription.Id);

        job.Attempts.ShouldBe(1);
        (await engine.AttemptsAsync(job.Id)).Count.ShouldBe(1);
        stored.IsEnabled.ShouldBeTrue();
        stored.FailingSince.ShouldBeNull();
        stored.DeadDeliveries.ShouldBe(0);
        stored.ConsecutiveFailures.ShouldBe(0);
    }
}
