using FluentValidation;
using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Messages;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>What the templates of a notification make of the example of an event, or of an event that has happened.</summary>
internal static class PreviewMessage
{
    /// <param name="TitleTemplate">The template of the title; empty for the usual words.</param>
    /// <param name="BodyTemplate">The template of the text; empty for the usual words.</param>
    /// <param name="EventName">The event whose example is used; null for the first of the catalog.</param>
    /// <param name="EventId">A stored event instead.</param>
    public sealed record Query(string TitleTemplate, string BodyTemplate, string? EventName, string? EventId) : IRequest<Result?>;

    /// <param name="EventName">The event they were tried on.</param>
    /// <param name="Title">The title; in the usual words where its template is empty, wrong or gives nothing.</param>
    /// <param name="Text">The text; the same.</param>
    /// <param name="TitleProblem">What is wrong with the template of the title, as a sentence; null when nothing is.</param>
    /// <param name="BodyProblem">What is wrong with the template of the text.</param>
    /// <param name="Missing">Names that the event does not have; nothing is written for them.</param>
    public sealed record Result(string EventName, string Title, string Text, string? TitleProblem, string? BodyProblem, IReadOnlyCollection<string> Missing);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.EventName)
            .Must(name => name is null || EventCatalog.Find(name) is not null)
            .WithMessage(query => $"There is no event \"{query.EventName}\": choose one from the catalog.");
    }

    public sealed class Handler(SublarrOptions options, SampleEvents events) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            if (await events.FindAsync(query.EventName, query.EventId, cancellationToken) is not { } tried)
            {
                return null;
            }

            var (titleProblem, bodyProblem) = (
                MessageTemplate.ProblemOf(query.TitleTemplate, MessageTemplate.TitleLimit), MessageTemplate.ProblemOf(query.BodyTemplate, MessageTemplate.BodyLimit));
            var worded = MessageTemplate.Read(titleProblem is null ? query.TitleTemplate : "", bodyProblem is null ? query.BodyTemplate : "")
                .Write(Message.Usual(tried), tried, EventBody.Write(tried, options.InstanceName, isTest: false));
            return new Result(tried.Name, worded.Message.Title, worded.Message.Text, titleProblem, bodyProblem, worded.Missing);
        }
    }
}
