using FluentValidation;
using MediatR;
using Sublarr.Domain.Messages;
using Sublarr.Infrastructure.Transfer;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Transfer;

/// <summary>Makes hooks and webhooks what a document says, or tells what would change.</summary>
internal static class ImportConfiguration
{
    /// <param name="Request">The document and how to read it.</param>
    public sealed record Command(ImportRequest Request) : IRequest<ImportResult>
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(ImportConfiguration);
    }

    /// <summary>The rules of the forms, for what every subscription has. The channels' own rules are asked by the import itself.</summary>
    public sealed class FieldRules : AbstractValidator<SubscriptionFields>
    {
        public FieldRules()
        {
            RuleFor(fields => fields.Name).IsSubscriptionName();
            RuleFor(fields => fields.EventNames).AreEventNames();
            RuleFor(fields => fields.TimeoutSeconds).IsTimeout();
            RuleFor(fields => fields.RetryCount).IsRetryCount();
            RuleFor(fields => fields.TitleTemplate).IsMessageTemplate(MessageTemplate.TitleLimit);
            RuleFor(fields => fields.BodyTemplate).IsMessageTemplate(MessageTemplate.BodyLimit);
            RuleFor(fields => fields.QuietHours).AreQuietHours();
            RuleFor(fields => fields.Filter).Custom((filter, context) =>
            {
                if (filter is { } json && ContentFilterText.ProblemOf(json.GetRawText()) is { } problem)
                {
                    context.AddFailure(problem);
                }
            });
        }
    }

    public sealed class Handler(IConfigurationImport import) : IRequestHandler<Command, ImportResult>
    {
        public Task<ImportResult> Handle(Command command, CancellationToken cancellationToken) => import.RunAsync(command.Request, cancellationToken);
    }
}
