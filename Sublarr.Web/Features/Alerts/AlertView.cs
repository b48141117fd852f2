using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Alerts;

/// <summary>An event that people are to notice, as people and machines see it.</summary>
/// <param name="Sequence">Its number; rising.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="EventName">The event's public name.</param>
/// <param name="OccurredAt">When it happened, in UTC.</param>
/// <param name="Text">What happened, as a sentence.</param>
/// <param name="Tone">good, warn or bad.</param>
/// <param name="Icon">A Material Symbol.</param>
/// <param name="Path">The page that has more of it, below Sublarr's own address.</param>
/// <param name="Seen">True when it was marked as read.</param>
public sealed record AlertView(
    long Sequence, string EventId, string EventName, DateTimeOffset OccurredAt, string Text, string Tone, string Icon, string Path, bool Seen)
{
    internal static AlertView Of(EventRow row, long seen) => Of(row.Sequence, LiveEvent.Of(row.ToEnvelope()), row.Sequence <= seen);

    internal static AlertView Of(long sequence, LiveEvent fact, bool isSeen) => new(
        sequence, fact.Id, fact.Name, fact.OccurredAt, fact.Sentence.Text, fact.Sentence.Tone, fact.Sentence.Icon, PathOf(fact), isSeen);

    // To where it can be mended: the delivery with what was answered, else the subscription, else the event itself.
    private static string PathOf(LiveEvent fact)
    {
        using var document = JsonDocument.Parse(fact.Data);
        var data = document.RootElement;
        return (fact.Name, Number(data, "job_id"), Number(data, "subscription_id"), Word(data, "channel")) switch
        {
            ("job_failed" or "hook_failed" or "delivery_failing", { } job, _, not null) => $"log/{job}",
            ("hook_failed", { } job, _, _) => $"log/{job}",
            ("job_failed", { } job, _, _) => $"jobs/{job}",
            (_, _, { } subscription, { } channel) => ChannelCatalog.AddressOf(channel, subscription) ?? fact.Address,
            _ => fact.Address,
        };
    }

    private static long? Number(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static string? Word(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
