using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Infrastructure.Search;

/// <summary>Ranks what has come so far, anew with each answer: the best may come last.</summary>
/// <param name="wanted">What is wanted.</param>
/// <param name="query">What was asked.</param>
/// <param name="rules">The rules in use.</param>
/// <param name="profile">The profile that holds for the title.</param>
/// <param name="past">What is remembered of the video.</param>
internal sealed class HandRanking(IReadOnlyList<WantedSubtitle> wanted, ProviderQuery query, ScoringRules rules, LanguageProfile profile, VideoPast past)
{
    private readonly List<FoundSubtitle> _found = [];

    /// <summary>One more has answered.</summary>
    /// <param name="answer">What.</param>
    /// <param name="report">Where it is noted.</param>
    public void Add(ProviderAnswered answer, SearchReport report)
    {
        _found.AddRange(answer.Found);
        report.Answered(answer);
        foreach (var (place, subtitle) in wanted.Index())
        {
            report.Ranked(place, Of(subtitle));
        }
    }

    /// <summary>What competes for one that is wanted, the best first.</summary>
    public List<RankedSubtitle> Of(WantedSubtitle subtitle) => RankedSubtitles.Of(_found, subtitle, query, rules, profile, past);
}
