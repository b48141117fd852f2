using System.Text.Json;

namespace Sublarr.Domain.Events;

/// <summary>An event as people read it. Each event has its own in its file.</summary>
/// <param name="Icon">A Material Symbol.</param>
/// <param name="Tone">good, warn, bad, busy or plain.</param>
/// <param name="Text">One sentence without the full stop.</param>
public sealed record EventSentence(string Icon, string Tone, string Text)
{
    /// <summary>The sentence of a stored event. One that this version does not know is called by its name.</summary>
    /// <param name="name">The event's public name.</param>
    /// <param name="data">Its payload as JSON.</param>
    public static EventSentence Of(string name, string data)
    {
        if (EventCatalog.Find(name) is not { } descriptor)
        {
            return Called(name);
        }

        try
        {
            return (JsonSerializer.Deserialize(data, descriptor.PayloadType, EventJson.Options) as IDomainEvent)?.Sentence ?? Called(descriptor.Label);
        }
        catch (JsonException)
        {
            // Stored by an older version whose payload looked otherwise: its label is still true.
            return Called(descriptor.Label);
        }
    }

    private static EventSentence Called(string label) => new("bolt", "plain", label);
}
