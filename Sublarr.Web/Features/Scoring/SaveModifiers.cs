using System.Text.Json;
using FluentValidation;
using MediatR;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Changes what some providers add; 0 takes a modifier away. The others stay.</summary>
internal static class SaveModifiers
{
    /// <param name="Modifiers"><c>{provider: points}</c></param>
    /// <param name="Version">The version that was edited; null for whatever is stored.</param>
    public sealed record Command(JsonElement Modifiers, long? Version) : IRequest<ScoringSaved>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Modifiers).Custom((json, context) => context.Read(document => document.ReadModifiers(json, "modifiers")));
    }

    public sealed class Handler(ScoringStore store) : IRequestHandler<Command, ScoringSaved>
    {
        public Task<ScoringSaved> Handle(Command command, CancellationToken cancellationToken)
        {
            var modifiers = new ScoringDocument().ReadModifiers(command.Modifiers, "modifiers");
            return store.SaveAsync(
                new ScoringEdit(
                    rules => modifiers.Aggregate(rules, (changed, modifier) => changed.WithModifier(modifier.Key, modifier.Value)),
                    command.Version),
                cancellationToken);
        }
    }
}
