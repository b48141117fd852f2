using System.Text.Json;
using FluentValidation;
using MediatR;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Changes the points of some keys; the others stay.</summary>
internal static class SaveWeights
{
    /// <param name="Weights"><c>{episode?: {key: points}, movie?: {…}}</c></param>
    /// <param name="Version">The version that was edited; null for whatever is stored.</param>
    public sealed record Command(JsonElement Weights, long? Version) : IRequest<ScoringSaved>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Weights).Custom((json, context) => context.Read(document => document.ReadWeights(json)));
    }

    public sealed class Handler(ScoringStore store) : IRequestHandler<Command, ScoringSaved>
    {
        public Task<ScoringSaved> Handle(Command command, CancellationToken cancellationToken)
        {
            var changes = new ScoringDocument().ReadWeights(command.Weights);
            return store.SaveAsync(
                new ScoringEdit(rules => rules with { Weights = rules.Weights.With(changes) }, command.Version), cancellationToken);
        }
    }
}
