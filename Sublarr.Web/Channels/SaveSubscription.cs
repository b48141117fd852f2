using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>Creates or changes a subscription of whatever channel.</summary>
internal static class SaveSubscription
{
    /// <param name="Id">Null to create.</param>
    /// <param name="Draft">What to store.</param>
    public sealed record Command(long? Id, SubscriptionDraft Draft) : IRequest<Result?>
    {
        /// <summary>True stores it as off whatever the draft says: what it holds is asked about first.</summary>
        public bool StaysOff { get; init; }

        /// <summary>True for an API that has the settings beside the name and the events, and not in an object of their own.</summary>
        public bool IsFlat { get; init; }
    }

    /// <param name="Id">The subscription.</param>
    /// <param name="Made">Secrets by the names of their settings that nobody gave and that were made, to be shown this once.</param>
    public sealed record Result(long Id, IReadOnlyDictionary<string, string> Made);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ChannelForms forms, SubscriptionLookup lookup)
        {
            RuleFor(command => command.Draft.Kind)
                .Must(kind => forms.Find(kind) is not null)
                .WithMessage(command => forms.Refusal(command.Draft.Kind));
            RuleFor(command => command.Draft.Name).IsSubscriptionName();
            RuleFor(command => command.Draft.EventNames).AreEventNames();
            RuleFor(command => command.Draft.TimeoutSeconds).IsTimeout();
            RuleFor(command => command.Draft.RetryCount).IsRetryCount();
            RuleFor(command => command.Draft.Filter).IsContentFilter();
            RuleFor(command => command.Draft.TitleTemplate).IsMessageTemplate(MessageTemplate.TitleLimit);
            RuleFor(command => command.Draft.BodyTemplate).IsMessageTemplate(MessageTemplate.BodyLimit);
            RuleFor(command => command.Draft.QuietHours).AreQuietHours();
            When(command => ChannelCatalog.Find(command.Draft.Kind) is { TakesWords: false }, () =>
            {
                RuleFor(command => command.Draft.TitleTemplate).Empty().WithMessage(NoMessages);
                RuleFor(command => command.Draft.BodyTemplate).Empty().WithMessage(NoMessages);
                RuleFor(command => command.Draft.QuietHours).Null().WithMessage(NoMessages);
            });
            RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
            {
                if (forms.Find(command.Draft.Kind) is not { } form)
                {
                    return;
                }

                var stored = command.Id is { } id ? (await lookup.ListAsync(command.Draft.Kind, id, cancellationToken)).FirstOrDefault() : null;
                foreach (var problem in form.ProblemsOf(stored, command.Draft.Settings, command.Draft.EventNames))
                {
                    context.AddFailure(new ValidationFailure(command.IsFlat ? problem.Path[SettingProblem.Root.Length..] : problem.Path, problem.Message));
                }
            });
        }

        private static string NoMessages(Command command) => ChannelCatalog.Find(command.Draft.Kind)!.NoMessages;
    }

    public sealed class Handler(SubscriptionEditor editor, ChannelForms forms) : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            var draft = command.Draft;
            SettingsChange? change = null;
            var id = await editor.SaveAsync(
                new SubscriptionEdit(
                    draft.Kind, command.Id, draft.Name, draft.EventNames, Changed, draft.TimeoutSeconds, draft.RetryCount, draft.Filter, draft.Enabled && !command.StaysOff)
                {
                    TitleTemplate = draft.TitleTemplate,
                    BodyTemplate = draft.BodyTemplate,
                    QuietHours = draft.QuietHours,
                },
                cancellationToken);
            return id is null ? null : new Result(id.Value, change!.Made);

            (string Stored, IReadOnlyList<string> ChangedKeys) Changed(Subscription stored)
            {
                change = forms.Find(draft.Kind)!.Change(stored, draft.Settings);
                return (change.Stored, change.ChangedKeys);
            }
        }
    }
}
