using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Live;

namespace Sublarr.Web.Subscriptions;

/// <summary>Delivers an example event to a hook or webhook, switched on or not, and shows what came of it.</summary>
internal static class TestSubscription
{
    /// <param name="Channel">The channel it must be of.</param>
    /// <param name="Id">Which.</param>
    /// <param name="EventName">The event whose example is sent; null for the first it hears.</param>
    public sealed record Command(string Channel, long Id, string? EventName = null) : IRequest<Result?>;

    /// <param name="JobId">The job, also shown in the log.</param>
    /// <param name="State">Its end, or where it was when the patience was used up.</param>
    /// <param name="Success">True when the delivery succeeded.</param>
    /// <param name="Reason">Why it did not, as a sentence.</param>
    /// <param name="DurationMs">How long the attempt took; null when none was made in time.</param>
    /// <param name="Detail">What was sent, answered and printed.</param>
    public sealed record Result(long JobId, JobState State, bool Success, string? Reason, double? DurationMs, AttemptDetail? Detail);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.EventName)
            .Must(name => name is null || EventCatalog.Find(name) is not null)
            .WithMessage(command => $"There is no event \"{command.EventName}\": choose one from the catalog.");
    }

    public sealed class Handler(
        SubscriptionLookup lookup, IJobQueue queue, JobEndings endings, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Command, Result?>
    {
        /// <summary>A page does not wait longer than this beyond the subscription's own timeout.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await lookup.ListAsync(command.Channel, command.Id, cancellationToken) is not [{ } subscription])
            {
                return null;
            }

            var descriptor = EventCatalog.Find(command.EventName ?? "")
                ?? EventCatalog.All.FirstOrDefault(known => subscription.Filter.Matches(known.Name))
                ?? EventCatalog.All[0];
            var envelope = EventEnvelope.Of(descriptor.ExampleEvent, EventCause.None, time.GetUtcNow());
            var job = new NewJob(JobKinds.Deliver, $"Test: {descriptor.Label} → {subscription.Name}", JobPriority.High)
            {
                Payload = JsonSerializer.Serialize(envelope, EventJson.Options),
                SubscriptionId = subscription.Id,
                IsTest = true,
            };
            var jobId = (await queue.EnqueueAsync([job], cancellationToken))[0];
            await endings.WaitAsync(jobId, TimeSpan.FromSeconds(subscription.TimeoutSeconds) + Patience, cancellationToken);
            return await ResultAsync(jobId, cancellationToken);
        }

        private async Task<Result> ResultAsync(long jobId, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var job = await context.Jobs.AsNoTracking().SingleAsync(row => row.Id == jobId, cancellationToken);
            var attempt = await context.Attempts.AsNoTracking()
                .Where(row => row.JobId == jobId).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
            return new(jobId, job.State, job.State == JobState.Succeeded, job.LastError, attempt?.DurationMs, attempt?.ReadDetail());
        }
    }
}
