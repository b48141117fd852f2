using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Events;

namespace Sublarr.Tests.Unit.Events;

public sealed class EventsInHandTests
{
    private readonly EventsInHand _inHand = new();

    [Fact]
    public void An_event_is_there_for_each_of_its_deliveries_and_then_no_more()
    {
        var envelope = Envelope(1);
        _inHand.Put(envelope, deliveries: 2);

        _inHand.Take(envelope.Id).ShouldBe(envelope);
        _inHand.Take(envelope.Id).ShouldBe(envelope);
        _inHand.Take(envelope.Id).ShouldBeNull();
    }

    [Fact]
    public void Of_too_many_the_oldest_give_way()
    {
        for (var number = 0; number <= EventsInHand.Limit; number++)
        {
            _inHand.Put(Envelope(number), deliveries: 1);
        }

        _inHand.Take(Envelope(0).Id).ShouldBeNull();
        _inHand.Take(Envelope(1).Id).ShouldNotBeNull();
        _inHand.Take(Envelope(EventsInHand.Limit).Id).ShouldNotBeNull();
    }

    [Fact]
    public void Of_too_large_ones_the_oldest_give_way_and_what_was_taken_needs_no_room()
    {
        _inHand.Put(Envelope(1, EventsInHand.Room / 2), deliveries: 1);
        _inHand.Take(Envelope(1).Id);
        _inHand.Put(Envelope(2, EventsInHand.Room / 2), deliveries: 1);
        _inHand.Put(Envelope(3, EventsInHand.Room / 2), deliveries: 1);
        _inHand.Put(Envelope(4), deliveries: 1);

        _inHand.Take(Envelope(2).Id).ShouldBeNull();
        _inHand.Take(Envelope(3).Id).ShouldNotBeNull();
        _inHand.Take(Envelope(4).Id).ShouldNotBeNull();
    }

    private static EventEnvelope Envelope(int number, int length = 2) =>
        new($"evt_{number}", "subtitle_downloaded", 1, DateTimeOffset.UnixEpoch, new string('x', length), EventCause.None);
}
