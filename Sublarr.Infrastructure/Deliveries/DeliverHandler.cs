using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Delivers one event to one subscription through its channel.</summary>
internal sealed class DeliverHandler(
    SubscriptionDirectory subscriptions,
    DeliveryBreakers breakers,
    EventLog events,
    DeliveryEcho told,
    Coalescing coalescing,
    QuietTime quiet,
    SubscriptionSwitch switchboard,
    DeliveryChannels channels,
    SublarrOptions options,
    TrustedClock clock) : IJobHandler
{
    /// <summary>Why what waited for a notification that was switched off is skipped.</summary>
    public const string SwitchedOff = "It was switched off.";

    public string Kind => JobKinds.Deliver;

    public IEnumerable<string> Kinds => channels.JobKinds.Append(Kind).Distinct();

    // Deliveries run in the lanes of their subscriptions; this lane is for those without one, of which there are none.
    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => TermsOf(job)?.Retries ?? RetrySchedule.None;

    public RetrySchedule RecoveriesOf(Job job) => TermsOf(job)?.Recoveries ?? RetrySchedule.None;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var job = context.Job;
        var known = await subscriptions.GetAsync(cancellationToken);
        if (job.SubscriptionId is not { } id || known.Find(id) is not { } subscription)
        {
            return new(new JobOutcome.Rejected("The hook or webhook it was for has been deleted."));
        }

        var terms = known.TermsOf(id)!;
        if (!job.IsTest && subscription.IsOff && terms.Channel is { Info.KeepsWhileOff: false })
        {
            await breakers.PassOnAsync(id);
            return new(new JobOutcome.Skipped(SwitchedOff));
        }

        if (terms is not { Problem: null, Channel: { } channel })
        {
            return new(job.IsTest ? new JobOutcome.Rejected(terms.Problem!) : new JobOutcome.Held(terms.Problem!));
        }

        if (!job.IsTest && (!subscription.IsEnabled || subscription.IsPaused))
        {
            return new(new JobOutcome.Held(subscription.DisabledReason ?? (subscription.IsPaused ? "It is paused." : "It is switched off.")));
        }

        if (terms.Coalescing > TimeSpan.Zero && await coalescing.LaterOfAsync(job, cancellationToken) is { } later)
        {
            await breakers.PassOnAsync(id);
            return new(new JobOutcome.Replaced($"Job {later} does the same work for what came later."));
        }

        // What works besides does not wait for the end of the night.
        var turn = channel.Info.TellsBesides ? QuietTurn.Alone : await quiet.TakeTurnAsync(job, subscription, cancellationToken);
        if (turn.Outcome is { } put)
        {
            await breakers.PassOnAsync(id);
            return new(put);
        }

        if (EventOf(job) is not { } envelope)
        {
            await breakers.PassOnAsync(id);
            return new(new JobOutcome.Rejected("The event has been removed by retention: there is nothing left to deliver."));
        }

        // What a person sends again is wanted, however old.
        if (job.Trigger != JobTrigger.Manual && terms.LongestAge is { } longest && clock.GetUtcNow() - envelope.OccurredAt > longest)
        {
            await breakers.PassOnAsync(id);
            return new(new JobOutcome.Expired($"The event was older than {Wording.Duration(longest)}, the maximum age of \"{subscription.Name}\"."));
        }

        var delivery = DeliveryOf(job, subscription, channel, envelope) with { IsQuiet = quiet.IsQuietFor(job, subscription) };
        delivery = terms.Coalescing > TimeSpan.Zero ? delivery with { Together = Together(job) } : delivery;
        delivery = turn.Count > 0 ? delivery with { Digest = DigestOf(turn, job, subscription, channel) } : delivery;
        // A person who tries it out wants to see what happens now, and breaks nothing by it.
        var report = job.IsTest
            ? await ChannelTest.RunAsync(channel, delivery, cancellationToken)
            : await breakers.Of(subscription.Id).TryAsync(stop => channel.DeliverAsync(delivery, stop), cancellationToken);
        if (report is null)
        {
            return new(new JobOutcome.Held("The receiver cannot be reached: deliveries wait until a probe comes through."));
        }

        if (report.Outcome is not (JobOutcome.RetryLater or JobOutcome.Deferred or JobOutcome.Held))
        {
            coalescing.Ended(job);
        }

        await EchoAsync(job, subscription, report, cancellationToken);
        return new(report.Outcome, report.Detail);
    }

    private DeliveryTerms? TermsOf(Job job) => job.SubscriptionId is { } id ? subscriptions.Current.TermsOf(id) : null;

    private Delivery DeliveryOf(Job job, Subscription subscription, IDeliveryChannel channel, EventEnvelope envelope)
    {
        envelope = channel.SeesLocal(subscription) ? envelope : envelope.Shared();
        return new(job.Id, job.Attempts, subscription, envelope, EventBody.Write(envelope, options.InstanceName, job.IsTest), job.IsTest);
    }

    private List<MediaChange> Together(Job job)
    {
        var changes = new List<MediaChange>();
        foreach (var eventId in coalescing.PutOffFor(job))
        {
            if (events.Find(eventId)?.Event is IFileEvent { Change: { } change })
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private DeliveryDigest DigestOf(QuietTurn turn, Job job, Subscription subscription, IDeliveryChannel channel)
    {
        var parts = new List<Delivery>();
        foreach (var eventId in turn.Events)
        {
            if (events.Find(eventId) is { } envelope)
            {
                parts.Add(DeliveryOf(job, subscription, channel, envelope));
            }
        }

        return new(turn.Count, parts);
    }

    private async Task EchoAsync(Job job, Subscription subscription, DeliveryReport report, CancellationToken cancellationToken)
    {
        if (report.IsGone && !job.IsTest && report.Outcome is JobOutcome.Rejected { Reason: var reason })
        {
            await switchboard.GiveUpAsync(subscription.Id, reason, job.Cause, cancellationToken);
        }

        if (report.Echo is { } echo && !job.IsTest)
        {
            await told.TellAsync(job, echo, cancellationToken);
        }
    }

    // A test carries its event with it: an example is no fact and is not stored as one.
    private EventEnvelope? EventOf(Job job) => job.EventId is { } eventId
        ? events.Find(eventId)
        : JsonSerializer.Deserialize<EventEnvelope>(job.Payload, EventJson.Options);
}
