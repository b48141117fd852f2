using System.Text;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Queues the delivery of an example event to a hook or webhook, switched on or not.</summary>
internal static class QueueTest
{
    /// <summary>The longest payload, in bytes.</summary>
    public const int DataLimit = 256 * 1024;

    /// <param name="Channel">The channel it must be of.</param>
    /// <param name="Id">Which.</param>
    /// <param name="EventName">The event that is sent; null for the first it hears.</param>
    /// <param name="Data">Its payload as JSON; null for the example of the catalog.</param>
    public sealed record Command(string Channel, long Id, string? EventName = null, string? Data = null) : IRequest<long?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.EventName)
                .Must(name => name is null || EventCatalog.Find(name) is not null)
                .WithMessage(command => $"There is no event \"{command.EventName}\": choose one from the catalog.");
            RuleFor(command => command.EventName)
                .NotNull().When(command => command.Data is not null)
                .WithMessage("Say which event the payload is of.");
            RuleFor(command => command.Data).Custom(Check);
        }

        private static void Check(string? data, ValidationContext<Command> context)
        {
            if (data is null || EventCatalog.Find(context.InstanceToValidate.EventName ?? "") is not { } descriptor)
            {
                return;
            }

            foreach (var problem in ProblemsOf(descriptor, data))
            {
                context.AddFailure(problem);
            }
        }

        private static IReadOnlyList<string> ProblemsOf(EventDescriptor descriptor, string data)
        {
            if (Encoding.UTF8.GetByteCount(data) > DataLimit)
            {
                return [$"The payload is longer than {DataLimit / 1024} KiB: shorten it."];
            }

            try
            {
                using var document = JsonDocument.Parse(data);
                return EventPayload.ProblemsOf(descriptor, document.RootElement);
            }
            catch (JsonException broken)
            {
                return [$"The payload is no JSON: look at line {broken.LineNumber + 1}, character {broken.BytePositionInLine + 1}."];
            }
        }
    }

    public sealed class Handler(SubscriptionLookup lookup, IJobQueue queue, TimeProvider time) : IRequestHandler<Command, long?>
    {
        public async Task<long?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await lookup.ListAsync(command.Channel, command.Id, cancellationToken) is not [{ } subscription])
            {
                return null;
            }

            var descriptor = EventCatalog.Find(command.EventName ?? "") ?? FirstOf(subscription);
            var envelope = EventEnvelope.Of(descriptor.ExampleEvent, EventCause.None, time.GetUtcNow());
            var job = new NewJob(ChannelCatalog.JobKindOf(subscription.Channel), $"Test: {descriptor.Label} → {subscription.Name}", JobPriority.High)
            {
                Payload = JsonSerializer.Serialize(command.Data is null ? envelope : envelope with { Data = Compact(command.Data) }, EventJson.Options),
                SubscriptionId = subscription.Id,
                IsTest = true,
            };
            return (await queue.EnqueueAsync([job], cancellationToken))[0];
        }

        private static EventDescriptor FirstOf(Subscription subscription) =>
            EventCatalog.All.FirstOrDefault(known => subscription.Filter.Matches(known.Name)) ?? EventCatalog.All[0];

        private static string Compact(string data)
        {
            using var document = JsonDocument.Parse(data);
            return JsonSerializer.Serialize(document.RootElement, EventJson.Options);
        }
    }
}
