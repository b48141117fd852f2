using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Telemetry;

/// <summary>
/// What Sublarr measures about its work, under the names and units of OpenTelemetry. While nobody listens a measurement costs a
/// look at a flag; while somebody does, it allocates nothing.
/// </summary>
internal sealed class JobTelemetry : IAttemptMeter, IDisposable
{
    private readonly SubscriptionDirectory _subscriptions;
    private readonly ActivitySource _traces = new(TelemetrySource.Name);
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _durations;

    public JobTelemetry(IMeterFactory meters, SubscriptionDirectory subscriptions, QueueState queue)
    {
        _subscriptions = subscriptions;
        var meter = meters.Create(TelemetrySource.Name);
        _attempts = meter.CreateCounter<long>("sublarr.attempts", "{attempt}", "Attempts by channel, outcome and class of failure.");
        _durations = meter.CreateHistogram<double>("sublarr.attempt.duration", "s", "How long attempts take, by channel and outcome.");
        meter.CreateObservableGauge<long>("sublarr.queue.jobs", queue.Depths, "{job}", "Jobs by state. Those that ended well are not counted.");
        meter.CreateObservableGauge<double>("sublarr.queue.oldest_due", queue.OldestDueSeconds, "s", "For how long the oldest job that is due has waited; 0 when none waits.");
    }

    public Activity? Start(Job job)
    {
        var activity = _traces.StartActivity("attempt", ActivityKind.Consumer);
        activity?.SetTag("sublarr.job.id", job.Id).SetTag("sublarr.job.kind", job.Kind).SetTag("sublarr.channel", ChannelOf(job)).SetTag("sublarr.event.id", job.EventId);
        return activity;
    }

    public void Ended(Job job, JobAttempt? attempt, Activity? activity)
    {
        if (attempt is null)
        {
            return;
        }

        if (_attempts.Enabled || _durations.Enabled)
        {
            var channel = ChannelOf(job);
            _attempts.Add(1, new("channel", channel), new("outcome", attempt.Outcome), new("failure", FailureWord.Of(attempt.Detail?.Failure)));
            _durations.Record(attempt.Duration.TotalSeconds, new("channel", channel), new("outcome", attempt.Outcome));
        }

        activity?.SetTag("sublarr.outcome", attempt.Outcome).SetStatus(attempt.IsSuccess || !attempt.IsTelling ? ActivityStatusCode.Ok : ActivityStatusCode.Error, attempt.Reason);
    }

    public void Dispose() => _traces.Dispose();

    private string ChannelOf(Job job) => job.SubscriptionId is { } id ? _subscriptions.Current.Find(id)?.Channel ?? "deleted" : job.Kind;

    /// <summary>The words of failures, made once: a measurement must not make texts.</summary>
    private static class FailureWord
    {
        private static readonly Dictionary<FailureClass, string> Words = Enum.GetValues<FailureClass>()
            .ToDictionary(failure => failure, failure => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString()));

        public static string Of(FailureClass? failure) => failure is { } known ? Words[known] : "none";
    }
}

/// <summary>Under which name Sublarr measures and traces.</summary>
public static class TelemetrySource
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Sublarr";
}
