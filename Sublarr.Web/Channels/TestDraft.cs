using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>Tries out what is typed, before it is saved. Nothing is stored: no job, and no line in the log.</summary>
internal static class TestDraft
{
    /// <param name="Id">What the settings are laid over; null for the defaults.</param>
    /// <param name="Draft">What is typed.</param>
    public sealed record Command(long? Id, SubscriptionDraft Draft) : IRequest<Result?>;

    /// <param name="Success">True when every step was passed.</param>
    /// <param name="Reason">Why it was not, as a sentence.</param>
    /// <param name="Steps">What was asked, in its order.</param>
    /// <param name="Detail">What was sent and answered.</param>
    public sealed record Result(bool Success, string? Reason, IReadOnlyList<TestStep> Steps, AttemptDetail Detail);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ChannelForms forms, SubscriptionLookup lookup)
        {
            RuleFor(command => command.Draft.TimeoutSeconds).IsTimeout();
            RuleFor(command => command.Draft.TitleTemplate).IsMessageTemplate(MessageTemplate.TitleLimit);
            RuleFor(command => command.Draft.BodyTemplate).IsMessageTemplate(MessageTemplate.BodyLimit);
            RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
            {
                var draft = command.Draft;
                if (forms.FindShared(draft.Kind) is not { } form)
                {
                    context.AddFailure(new ValidationFailure("kind", forms.Refusal(draft.Kind)));
                    return;
                }

                var stored = command.Id is { } id ? (await lookup.ListAsync(draft.Kind, id, cancellationToken)).FirstOrDefault() : null;
                foreach (var problem in form.ProblemsOf(stored, draft.Settings, draft.EventNames))
                {
                    context.AddFailure(new ValidationFailure(problem.Path, problem.Message));
                }
            });
        }
    }

    public sealed class Handler(ChannelForms forms, SubscriptionLookup lookup, IEnumerable<IDeliveryChannel> channels, SublarrOptions options, TimeProvider time)
        : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            var draft = command.Draft;
            var now = time.GetUtcNow();
            var subscription = new Subscription(draft.Kind, now);
            if (command.Id is { } id)
            {
                if (await lookup.ListAsync(draft.Kind, id, cancellationToken) is not [{ } stored])
                {
                    return null;
                }

                subscription.Edit(stored.Name, stored.EventNames, stored.Settings, stored.TimeoutSeconds, stored.RetryCount);
            }

            var settings = forms.Find(draft.Kind)!.Change(subscription, draft.Settings).Stored;
            subscription.Edit(draft.Name.Trim() is { Length: > 0 } name ? name : "Test", draft.EventNames is [] ? [EventFilter.Everything] : draft.EventNames, settings, draft.TimeoutSeconds, 0);
            subscription.Word(draft.TitleTemplate, draft.BodyTemplate);
            var report = await ChannelTest.RunAsync(channels.Single(channel => channel.Name == draft.Kind), DeliveryOf(subscription, now), cancellationToken);
            return new(report.Outcome is JobOutcome.Succeeded, report.Outcome.ReasonOf(), report.Detail.Steps ?? [], report.Detail);
        }

        private Delivery DeliveryOf(Subscription subscription, DateTimeOffset now)
        {
            var descriptor = EventCatalog.All.FirstOrDefault(known => subscription.Filter.Matches(known.Name)) ?? EventCatalog.All[0];
            var envelope = EventEnvelope.Of(descriptor.ExampleEvent, EventCause.None, now).Shared();
            return new Delivery(0, 1, subscription, envelope, EventBody.Write(envelope, options.InstanceName, isTest: true), IsTest: true);
        }
    }
}
