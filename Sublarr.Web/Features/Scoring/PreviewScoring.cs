using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Ranks candidates, given or of the latest searches, under rules that nobody has saved.</summary>
internal static class PreviewScoring
{
    private const int CandidateLimit = 10_000;

    /// <param name="Type">episode or movie.</param>
    /// <param name="Weights"><c>{key: points}</c>, merged over what is stored.</param>
    /// <param name="ProviderModifiers"><c>{provider: points}</c>, merged over what is stored.</param>
    /// <param name="Preferences">Wishes, in place of what is stored.</param>
    /// <param name="Candidates">What to rank; without any, the stored searches of the type.</param>
    public sealed record Command(
        string? Type, JsonElement? Weights, JsonElement? ProviderModifiers, Wishes? Preferences, IReadOnlyList<Offer>? Candidates) : IRequest<Answer>;

    /// <param name="HearingImpaired">include, prefer, exclude or only.</param>
    /// <param name="Forced">include, prefer, exclude or only.</param>
    public sealed record Wishes(string? HearingImpaired, string? Forced);

    public sealed record Offer(
        string? ProviderName, string? Language, string? Format, IReadOnlyList<string>? Matches, bool HearingImpaired, bool Forced, bool MachineTranslated,
        int UploaderTrust, string? ReleaseInfo, string? ReleaseGroup)
    {
        // Unknown keys add nothing.
        public Candidate ToCandidate() => new(
            ProviderName!.Trim(),
            Language ?? "",
            CandidateBits.Of([.. (Matches ?? []).Select(ScoringKeyInfo.Find).OfType<ScoringKeyInfo>().Select(info => info.Key)])
                .InFormat(Format)
                .With(CandidateBits.HearingImpairedBit, HearingImpaired)
                .With(CandidateBits.ForcedBit, Forced)
                .With(CandidateBits.MachineTranslatedBit, MachineTranslated),
            UploaderTrust,
            ReleaseInfo,
            ReleaseGroup);
    }

    /// <param name="Results">In winning order; empty when searches were ranked.</param>
    /// <param name="Searches">The stored searches; null when candidates were given.</param>
    /// <param name="Samples">True when the searches came with Sublarr.</param>
    public sealed record Answer(IReadOnlyList<Result> Results, IReadOnlyList<SearchAnswer>? Searches, bool Samples);

    public sealed record SearchAnswer(string Title, string Language, IReadOnlyList<Result> Results);

    public sealed record Result(int Index, int Score, int Percent, IReadOnlyDictionary<string, int> Breakdown, bool Refused, string? Reason);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Type).Must(type => ScoringDocument.TypeOf(type) is not null).WithMessage("The type must be episode or movie.");
            RuleFor(command => command).Custom((command, context) => context.Read(document => ReadRules(document, command, ScoringRules.Default)));
            RuleFor(command => command.Candidates).Must(candidates => candidates is null || candidates.Count <= CandidateLimit)
                .WithMessage($"At most {CandidateLimit} candidates.");
            RuleFor(command => command.Candidates).Custom((candidates, context) =>
            {
                foreach (var (index, offer) in (candidates ?? []).Index())
                {
                    foreach (var (field, message) in Problems(offer))
                    {
                        context.AddFailure(new ValidationFailure($"candidates/{index}/{field}", message));
                    }
                }
            });
        }

        private static IEnumerable<(string Field, string Message)> Problems(Offer? offer)
        {
            if (string.IsNullOrWhiteSpace(offer?.ProviderName))
            {
                yield return ("provider_name", "A candidate needs the name of its provider.");
            }

            if (offer?.UploaderTrust is < 0 or > Candidate.HighestTrust)
            {
                yield return ("uploader_trust", $"The trust must be between 0 and {Candidate.HighestTrust}.");
            }
        }
    }

    public sealed class Handler(ScoringDirectory directory, SearchArchive archive) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellationToken)
        {
            var type = ScoringDocument.TypeOf(command.Type)!.Value;
            var rules = ReadRules(new ScoringDocument(), command, (await directory.GetAsync(cancellationToken)).Rules);
            if (command.Candidates is { } offers)
            {
                return new(Rank([new(type, "", "", [.. offers.Select(offer => offer.ToCandidate())])], rules)[0].Results, null, Samples: false);
            }

            var history = await archive.LatestAsync(cancellationToken);
            return new([], Rank([.. history.Searches.Where(search => search.Type == type)], rules), history.AreSamples);
        }

        private static List<SearchAnswer> Rank(IReadOnlyList<SearchResult> searches, ScoringRules rules)
        {
            var ranking = new Ranking(new CandidatePool(searches, rules.Preferences));
            ranking.Score(rules);
            ranking.Sort();
            return [.. searches.Select((search, number) => new SearchAnswer(
                search.Title, search.Language, [.. ranking.OrderOf(number).ToArray().Select(position => ResultOf(ranking.Pool, position, search.Type, rules))]))];
        }

        private static Result ResultOf(CandidatePool pool, int position, MediaType type, ScoringRules rules)
        {
            var score = ScoringEngine.Score(pool[position], type, rules);
            return new(
                pool.PlaceOf(position), score.Points, score.Percent, score.Parts.ToDictionary(part => part.Name, part => part.Points), score.IsRefused, score.Reason);
        }
    }

    private static ScoringRules ReadRules(ScoringDocument document, Command command, ScoringRules stored)
    {
        var rules = stored;
        if (command.Weights is { ValueKind: not JsonValueKind.Null } weights && ScoringDocument.TypeOf(command.Type) is { } type)
        {
            rules = rules with { Weights = rules.Weights.With(document.ReadWeights(type, weights, "weights")) };
        }

        if (command.ProviderModifiers is { ValueKind: not JsonValueKind.Null } modifiers)
        {
            rules = document.ReadModifiers(modifiers, "provider_modifiers").Aggregate(rules, (changed, modifier) => changed.WithModifier(modifier.Key, modifier.Value));
        }

        return command.Preferences is not { } wishes ? rules : rules with
        {
            Preferences = rules.Preferences with
            {
                HearingImpaired = wishes.HearingImpaired is null ? rules.Preferences.HearingImpaired : ScoringPreferences.WishOf(wishes.HearingImpaired),
                Forced = wishes.Forced is null ? rules.Preferences.Forced : ScoringPreferences.WishOf(wishes.Forced),
            },
        };
    }
}
