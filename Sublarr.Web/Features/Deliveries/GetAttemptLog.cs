using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Attempts to deliver, newest first: what ran, what was sent, and what came of it.</summary>
internal static class GetAttemptLog
{
    /// <param name="SubscriptionId">Of one hook or webhook; null for all.</param>
    /// <param name="EventName">Of one event; null for all.</param>
    /// <param name="Success">Only those that succeeded, or only those that did not.</param>
    /// <param name="Since">Not before, in UTC.</param>
    /// <param name="Until">Not after, in UTC.</param>
    /// <param name="Paging">Which part.</param>
    public sealed record Query(long? SubscriptionId, string? EventName, bool? Success, DateTimeOffset? Since, DateTimeOffset? Until, Paging Paging) : IRequest<Page<Item>>;

    /// <param name="Id">Id of the attempt.</param>
    /// <param name="JobId">The delivery it belongs to.</param>
    /// <param name="SubscriptionId">The hook or webhook.</param>
    /// <param name="SubscriptionName">Its name; null when it has been deleted.</param>
    /// <param name="Channel">script, webhook …; null when it has been deleted.</param>
    /// <param name="EventId">The event; null for a test.</param>
    /// <param name="EventName">Its public name.</param>
    /// <param name="Attempt">Number of the attempt, from 1.</param>
    /// <param name="Success">True when it succeeded.</param>
    /// <param name="Outcome">succeeded, skipped, retry_later, rejected, deferred, cancelled or interrupted.</param>
    /// <param name="Reason">Why it did not succeed, as a sentence.</param>
    /// <param name="Failure">What kind of failure it was.</param>
    /// <param name="TriggeredAt">When it began, in UTC.</param>
    /// <param name="DurationMs">How long it took.</param>
    /// <param name="NextAttemptAt">When the next attempt is made.</param>
    /// <param name="ExitCode">Of a script.</param>
    /// <param name="StatusCode">Of a webhook.</param>
    /// <param name="Detail">What was sent, answered and printed.</param>
    public sealed record Item(
        long Id, long JobId, long? SubscriptionId, string? SubscriptionName, string? Channel, string? EventId, string? EventName, int Attempt, bool Success,
        string Outcome, string? Reason, FailureClass? Failure, DateTimeOffset TriggeredAt, double DurationMs, DateTimeOffset? NextAttemptAt,
        int? ExitCode, int? StatusCode, AttemptDetail? Detail);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<Item>>
    {
        public async Task<Page<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows =
                from attempt in context.Attempts.AsNoTracking()
                join job in context.Jobs on attempt.JobId equals job.Id
                where job.SubscriptionId != null
                join subscription in context.Subscriptions on job.SubscriptionId equals subscription.Id into subscriptions
                from subscription in subscriptions.DefaultIfEmpty()
                join happened in context.Events on job.EventId equals happened.Id into events
                from happened in events.DefaultIfEmpty()
                where (query.SubscriptionId == null || job.SubscriptionId == query.SubscriptionId)
                    && (query.EventName == null || happened.Name == query.EventName)
                    && (query.Success == null || (attempt.Outcome == "succeeded") == query.Success)
                    && (query.Since == null || attempt.StartedAt >= query.Since)
                    && (query.Until == null || attempt.StartedAt <= query.Until)
                orderby attempt.Id descending
                select new
                {
                    Attempt = attempt,
                    job.SubscriptionId,
                    SubscriptionName = (string?)subscription.Name,
                    Channel = (string?)subscription.Channel,
                    job.EventId,
                    EventName = (string?)happened.Name,
                    job.Payload,
                };
            var total = await rows.CountAsync(cancellationToken);
            var page = await rows.Skip(query.Paging.Skip).Take(query.Paging.Take).ToListAsync(cancellationToken);
            return new([.. page.Select(row => ItemOf(row.Attempt, row.SubscriptionId, row.SubscriptionName, row.Channel, row.EventId, row.EventName ?? TestedEvent(row.Payload)))], total);
        }

        // A test carries its event in the job.
        private static string? TestedEvent(string payload) =>
            payload.Length == 0 ? null : JsonSerializer.Deserialize<EventEnvelope>(payload, EventJson.Options)?.Name;

        private static Item ItemOf(AttemptRow attempt, long? subscriptionId, string? name, string? channel, string? eventId, string? eventName)
        {
            var detail = attempt.ReadDetail();
            return new(
                attempt.Id, attempt.JobId, subscriptionId, name, channel, eventId, eventName, attempt.Number, attempt.Outcome is "succeeded",
                attempt.Outcome, attempt.Reason, attempt.Failure, attempt.StartedAt, attempt.DurationMs, attempt.NextAttemptAt,
                detail?.Script?.ExitCode, detail?.Http?.StatusCode, detail);
        }
    }
}
