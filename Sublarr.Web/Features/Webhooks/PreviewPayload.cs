using FluentValidation;
using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>What a payload template makes of the example of an event, or of an event that has happened.</summary>
internal static class PreviewPayload
{
    /// <param name="Template">Its text; empty for Sublarr's own body.</param>
    /// <param name="ContentType">What it makes.</param>
    /// <param name="EventName">The event whose example is used; null for the first of the catalog.</param>
    /// <param name="EventId">A stored event instead.</param>
    public sealed record Query(string Template, string ContentType, string? EventName, string? EventId) : IRequest<Result?>;

    /// <param name="EventName">The event it was tried on.</param>
    /// <param name="Body">The body; what there is of it when there is a problem.</param>
    /// <param name="Problem">Why it cannot be sent, as a sentence; null when it can.</param>
    /// <param name="Missing">Names that the event does not have; nothing is written for them.</param>
    public sealed record Result(string EventName, string Body, string? Problem, IReadOnlyCollection<string> Missing);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.EventName)
            .Must(name => name is null || EventCatalog.Find(name) is not null)
            .WithMessage(query => $"There is no event \"{query.EventName}\": choose one from the catalog.");
    }

    public sealed class Handler(PayloadPreview preview, SampleEvents events) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            if (await events.FindAsync(query.EventName, query.EventId, cancellationToken) is not { } tried)
            {
                return null;
            }

            var shown = preview.Show(query.Template, query.ContentType, tried);
            return new Result(tried.Name, shown.Body, shown.Problem, shown.Missing);
        }
    }
}
