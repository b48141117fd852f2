using System.Diagnostics;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Channels.Webhook.Payloads.Presets;

namespace Sublarr.Bench.Filters;

/// <summary>What it costs to make a body from a template.</summary>
internal sealed class TemplateCost : IBenchmark
{
    private const int Rounds = 9;
    private const int Bodies = 10_000;

    public string Name => "filter";

    public string Conditions => "Discord's template, filled with an event and checked to be JSON; limit: the usual body of that event";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var preset = new DiscordPreset();
        var payload = WebhookPayload.Read(preset.Template, preset.ContentType, out var problem) ?? throw new InvalidOperationException(problem);
        var envelope = EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, TimeProvider.System.GetUtcNow());
        var usual = EventBody.Write(envelope, "Sublarr", isTest: false);
        var samples = await Samples.OfAsync(Rounds, round =>
        {
            round.Add("template", Time(() => payload.Write(envelope, usual).Bytes.Length));
            round.Add("usual body", Time(() => EventBody.Write(envelope, "Sublarr", isTest: false).Length));
            return Task.CompletedTask;
        });
        return [new(samples.Figure("template", "µs"), samples.Figure("usual body", "µs"), Promise.None)];
    }

    // In microseconds for one.
    private static double Time(Func<int> make)
    {
        var length = 0L;
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < Bodies; index++)
        {
            length += make();
        }

        var took = Stopwatch.GetElapsedTime(start);
        return length > 0 ? took.TotalMicroseconds / Bodies : throw new InvalidOperationException("The bodies are empty.");
    }
}
