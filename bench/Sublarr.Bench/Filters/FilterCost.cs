using System.Diagnostics;
using System.Text.Json;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Bench.Filters;

/// <summary>What it costs to ask a content filter about an event.</summary>
internal sealed class FilterCost : IBenchmark
{
    /// <summary>Five conditions that all have to be asked: the event passes.</summary>
    public const string Filter =
        """
        {"and":[
            {"field":"language","operator":"in","value":["de","en","fr"]},
            {"field":"score","operator":"gte","value":200},
            {"not":{"field":"forced","operator":"eq","value":true}},
            {"or":[{"field":"provider","operator":"eq","value":"subdl"},{"field":"title","operator":"starts_with","value":"The "}]}
        ]}
        """;

    private const int Rounds = 9;
    private const int Evaluations = 100_000;

    public string Name => "filter";

    public string Conditions => "five conditions on an event that passes them all; limit: reading one field of it";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        using var document = JsonDocument.Parse(Filter);
        var filter = ContentFilter.Read(document.RootElement, out var problem) ?? throw new InvalidOperationException(problem);
        using var fields = JsonDocument.Parse(EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, TimeProvider.System.GetUtcNow()).Data);
        var data = fields.RootElement;
        var samples = await Samples.OfAsync(Rounds, round =>
        {
            round.Add("filter", Time(() => filter.Matches(data)));
            round.Add("one field", Time(() => data.TryGetProperty("score", out var score) && score.GetInt32() >= 0));
            return Task.CompletedTask;
        });
        return [new(samples.Figure("filter", "µs"), samples.Figure("one field", "µs"), Promise.AtMost(10))];
    }

    // In microseconds for one.
    private static double Time(Func<bool> ask)
    {
        var passed = 0;
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < Evaluations; index++)
        {
            passed += ask() ? 1 : 0;
        }

        var took = Stopwatch.GetElapsedTime(start);
        return passed == Evaluations ? took.TotalMicroseconds / Evaluations : throw new InvalidOperationException("The event does not pass the filter.");
    }
}
