using Sublarr.Domain;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Upgrades;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>Asks all providers for what could take the place of a subtitle, and judges each of it under the rules of today.</summary>
internal sealed class UpgradeOffers(ProviderSearch providers, RankingBook rankings)
{
    /// <summary>What there is.</summary>
    /// <param name="standing">The subtitle that is there.</param>
    /// <param name="video">Its video.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<OfferedUpgrades> AskAsync(StandingSubtitle standing, SearchedVideo video, CancellationToken cancellationToken)
    {
        var query = video.Ask([standing.Language]);
        var answer = await providers.SearchAsync(query, cancellationToken);
        var terms = await rankings.ForAsync(video, cancellationToken);
        var ranked = terms.Rank(answer.Found.Where(found => ProviderSubtitle.Of(found) != standing.Source), standing.Wanted(), query);
        var judged = ranked.ConvertAll(one => new JudgedSubtitle(one, Judge(standing, one, terms.Past, video, terms.Rules)));
        return new(terms.Rules, answer, judged, ScoringEngine.Score(standing.File.Candidate!, video.Type, terms.Rules).Points);
    }

    private static UpgradeDecision Judge(StandingSubtitle standing, RankedSubtitle one, VideoPast past, SearchedVideo video, ScoringRules rules) => one.Score.Reason is { } refusal
        ? new(false, refusal)
        : UpgradeRule.Decide(standing.File, new(one.Candidate, past.Taken.Contains(ProviderSubtitle.Of(one.Found))), video.Type, rules);
}

/// <summary>What could take the place of a subtitle.</summary>
/// <param name="Rules">The rules it was judged by.</param>
/// <param name="Answer">What the providers said.</param>
/// <param name="Judged">Each, the best first.</param>
/// <param name="Before">What the one that is there scores under the same rules.</param>
internal sealed record OfferedUpgrades(ScoringRules Rules, SearchAnswer Answer, IReadOnlyList<JudgedSubtitle> Judged, int Before)
{
    /// <summary>What is better, the best first: a higher rung before more points.</summary>
    public IReadOnlyList<RankedSubtitle> Better => [.. Judged.Where(one => one.Decision.IsUpgrade).Select(one => one.Subtitle).OrderByDescending(one => one.Candidate.RungOf())];

    /// <summary>True when nobody answered: that says nothing of what there is.</summary>
    public bool IsFailure => Answer.Providers.Count > 0 && Answer.Providers.All(provider => provider.Failure is not null);

    /// <summary>Why one takes the place.</summary>
    public string ReasonOf(RankedSubtitle taken) => Judged.First(one => one.Subtitle == taken).Decision.Reason;

    /// <summary>Why none does, as sentences.</summary>
    public string WhyNone()
    {
        var failure = Answer.Providers.Select(provider => provider.Failure).OfType<ProviderFailure>().FirstOrDefault();
        if (IsFailure)
        {
            return $"No provider answered. {failure!.Message}";
        }

        return Judged is [var best, ..]
            ? $"Nothing better was found. The best of {Wording.Several(Judged.Count, "subtitle")}: {best.Decision.Reason}"
            : "Nothing better was found: nobody has another one.";
    }
}

/// <summary>A subtitle that was found, and whether it takes the place of the one that is there.</summary>
/// <param name="Subtitle">The subtitle.</param>
/// <param name="Decision">Whether, and why.</param>
internal sealed record JudgedSubtitle(RankedSubtitle Subtitle, UpgradeDecision Decision)
{
    /// <summary>As a kept search shows it: what does not take the place says why.</summary>
    public RankedSubtitle Shown() => Decision.IsUpgrade || Subtitle.Score.IsRefused ? Subtitle : Subtitle with { Score = Subtitle.Score with { Refusals = [Decision.Reason] } };
}
