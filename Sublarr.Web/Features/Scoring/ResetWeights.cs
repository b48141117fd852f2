using FluentValidation;
using MediatR;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Gives keys their defaults again: all, those of a type, or one.</summary>
internal static class ResetWeights
{
    /// <param name="Type">episode, movie, or null for both.</param>
    /// <param name="Key">A key's name, or null for all.</param>
    /// <param name="Version">The version that was edited; null for whatever is stored.</param>
    public sealed record Command(string? Type, string? Key, long? Version) : IRequest<ScoringSaved>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Type).Must(type => type is null || ScoringDocument.TypeOf(type) is not null)
                .WithMessage("There is no type \"{PropertyValue}\": use episode or movie.");
            RuleFor(command => command.Key).Must(key => key is null || ScoringKeyInfo.Find(key) is not null)
                .WithMessage("There is no key \"{PropertyValue}\".");
        }
    }

    public sealed class Handler(ScoringStore store) : IRequestHandler<Command, ScoringSaved>
    {
        public Task<ScoringSaved> Handle(Command command, CancellationToken cancellationToken) => store.SaveAsync(
            new ScoringEdit(rules => rules with { Weights = rules.Weights.With(Defaults(command)) }, command.Version), cancellationToken);

        private static IEnumerable<WeightChange> Defaults(Command command) =>
            from type in Enum.GetValues<MediaType>()
            where command.Type is null || ScoringDocument.TypeOf(command.Type) == type
            from info in ScoringKeyInfo.Of(type)
            where command.Key is null || command.Key == info.Name
            select new WeightChange(type, info.Key, info.DefaultOf(type)!.Value);
    }
}
