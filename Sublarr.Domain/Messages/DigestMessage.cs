using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Messages;

/// <summary>What happened while it was quiet, as one message.</summary>
internal static class DigestMessage
{
    // The worst gives the message its colour.
    private static readonly string[] Tones = ["plain", "good", "busy", "warn", "bad"];

    /// <summary>How many there were, with a line for each.</summary>
    public static Message Of(DeliveryDigest digest)
    {
        var messages = digest.Deliveries.Select(Message.Of).ToList();
        var lines = messages.Select(message => PlainText.Line(message.Text));
        var left = digest.Count - messages.Count;
        return new(
            $"{Wording.Several(digest.Count, "event")} while it was quiet",
            string.Join('\n', left > 0 ? lines.Append($"… and {Wording.Several(left, "more", "more")}") : lines),
            messages.Select(message => message.Tone).MaxBy(tone => Array.IndexOf(Tones, tone)) ?? Tones[0]);
    }
}
