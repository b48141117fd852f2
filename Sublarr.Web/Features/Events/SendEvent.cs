using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Events;

/// <summary>Delivers an event that happened to any hook or webhook, whether it listens to it or not.</summary>
internal static class SendEvent
{
    public sealed record Command(string EventId, long? SubscriptionId) : IRequest<long?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.SubscriptionId).NotNull().WithMessage("Choose a hook or webhook.");
    }

    /// <summary>Answers the id of the delivery; null when the event is not stored (any more).</summary>
    public sealed class Handler(IJobQueue queue, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, long?>
    {
        public async Task<long?> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Events.AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.EventId, cancellationToken) is not { } happened)
            {
                return null;
            }

            var receiver = await context.Subscriptions.Where(row => row.Id == command.SubscriptionId).Select(row => new { row.Name, row.Channel }).SingleOrDefaultAsync(cancellationToken)
                ?? throw new ValidationException([new ValidationFailure(nameof(Command.SubscriptionId), $"There is no hook or webhook {command.SubscriptionId}.")]);
            var envelope = happened.ToEnvelope();
            var job = new NewJob(ChannelCatalog.JobKindOf(receiver.Channel), $"Replay: {DeliveryTitle.Of(happened.Name, envelope.Event, receiver.Name)}", JobPriority.High)
            {
                EventId = happened.Id,
                SubscriptionId = command.SubscriptionId,
                OrderingKey = OrderingKey.Of(envelope),
                Hop = happened.Hop + 1,
                Trigger = JobTrigger.Manual,
            };
            return (await queue.EnqueueAsync([job], cancellationToken))[0];
        }
    }
}
