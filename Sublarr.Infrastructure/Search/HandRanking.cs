using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Infrastructure.Search;

/// <summary>Ranks what has come so far, anew with each answer: the best may come last.</summary>
/// <param name="wanted">What is wanted.</param>
/// <param name="query">What was asked.</param>
/// <param name="terms">What it is ranked by.</param>
internal sealed class HandRanking(IReadOnlyList<WantedSubtitle> wanted, ProviderQuery query, RankingTerms terms)
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
    public List<RankedSubtitle> Of(WantedSubtitle subtitle) => terms.Rank(_found, subtitle, query);
}
