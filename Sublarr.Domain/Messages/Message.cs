using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;

namespace Sublarr.Domain.Messages;

/// <summary>An event as a message to people: plain text, which each channel writes in the way of its service.</summary>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Text">What has happened.</param>
/// <param name="Tone">good, warn, bad, busy or plain.</param>
public sealed record Message(string Title, string Text, string Tone)
{
    /// <summary>What a delivery tells. Every channel that sends to people asks here: words of a subscription's own have their place here too.</summary>
    /// <param name="delivery">The delivery.</param>
    public static Message Of(Delivery delivery)
    {
        var label = EventCatalog.Find(delivery.Event.Name)?.Label ?? delivery.Event.Name;
        var sentence = EventSentence.Of(delivery.Event.Name, delivery.Event.Data);
        return new(Line(delivery.IsTest ? $"Test: {label}" : label), Line(sentence.Text), sentence.Tone);
    }

    // A title of a series may hold a line break, which would begin a header of a mail or a heading in a chat.
    private static string Line(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
