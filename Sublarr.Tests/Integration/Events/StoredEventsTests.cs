using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Events;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Events;

public sealed class StoredEventsTests
{
    private static readonly EventEnvelope Whole = new(
        "evt_1", "provider_failed", 2, DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123), """{"title":"Größenwahn"}""", new EventCause(JobId: 7, SubscriptionId: 8, Hop: 1), "once") { IsAlert = true };

    private static readonly EventEnvelope Bare = new("evt_2", "hook_executed", 1, DateTimeOffset.UnixEpoch, "{}", EventCause.None);

    [Fact]
    public async Task An_event_is_read_as_it_was_stored()
    {
        await using var engine = await Engine.StartAsync();
        await engine.Get<EventLog>().AppendAsync(Whole, [], [], CancellationToken.None);
        await engine.Get<EventLog>().AppendAsync(Bare, [], [], CancellationToken.None);

        engine.Get<IStoredEvents>().Find(Whole.Id).ShouldBe(Whole);
        engine.Get<IStoredEvents>().Find(Bare.Id).ShouldBe(Bare);
        engine.Get<IStoredEvents>().Find("evt_3").ShouldBeNull();
    }

    [Fact]
    public async Task Events_are_read_side_by_side()
    {
        const int readers = 8;
        await using var engine = await Engine.StartAsync();
        for (var number = 0; number < readers; number++)
        {
            await engine.Get<EventLog>().AppendAsync(Bare with { Id = $"evt_{number}" }, [], [], CancellationToken.None);
        }

        var stored = engine.Get<IStoredEvents>();
        var read = await Task.WhenAll(Enumerable.Range(0, readers).Select(number => Task.Run(() =>
            Enumerable.Range(0, 200).Select(round => stored.Find($"evt_{(number + round) % readers}")?.Id == $"evt_{(number + round) % readers}").All(isRight => isRight))));

        read.ShouldAllBe(isRight => isRight);
    }
}
