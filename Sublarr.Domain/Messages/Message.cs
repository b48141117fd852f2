using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;

namespace Sublarr.Domain.Messages;

/// <summary>An event as a message to people: plain text, which each channel writes in the way of its service.</summary>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Text">What has happened; lines end in <c>\n</c>.</param>
/// <param name="Tone">good, warn, bad, busy or plain.</param>
public sealed record Message(string Title, string Text, string Tone)
{
    /// <summary>What a delivery tells, in the words of its subscription. Every channel that sends to people asks here.</summary>
    /// <param name="delivery">The delivery.</param>
    public static Message Of(Delivery delivery)
    {
        if (delivery.Digest is { } digest)
        {
            return DigestMessage.Of(digest);
        }

        var usual = Usual(delivery.Event);
        var message = delivery.Subscription.Words?.Write(usual, delivery.Event, delivery.Body).Message ?? usual;
        return delivery.IsTest ? message with { Title = $"Test: {message.Title}" } : message;
    }

    /// <summary>What an event tells in the words that nobody has changed.</summary>
    /// <param name="event">What has happened.</param>
    public static Message Usual(EventEnvelope @event)
    {
        var sentence = EventSentence.Of(@event.Name, @event.Data);
        return new(PlainText.Line(EventCatalog.Find(@event.Name)?.Label ?? @event.Name), PlainText.Line(sentence.Text), sentence.Tone);
    }
}
