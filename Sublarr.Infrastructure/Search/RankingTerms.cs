using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Infrastructure.Search;

/// <summary>What the subtitles of a video are ranked by: the same for a search that runs by itself, one by hand, and one for something better.</summary>
/// <param name="Rules">The rules in use.</param>
/// <param name="Profile">The profile that holds for the title.</param>
/// <param name="Past">What is remembered of the video.</param>
internal sealed record RankingTerms(ScoringRules Rules, LanguageProfile Profile, VideoPast Past)
{
    /// <summary>What will do, the best first, then what is refused.</summary>
    /// <param name="found">All that was found.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="query">What was asked.</param>
    public List<RankedSubtitle> Rank(IEnumerable<FoundSubtitle> found, WantedSubtitle wanted, ProviderQuery query) => RankedSubtitles.Of(found, wanted, query, Rules, Profile, Past);
}

/// <summary>Finds what the subtitles of a video are ranked by.</summary>
internal sealed class RankingBook(ScoringDirectory scoring, ILanguageProfiles profiles, SubtitleHistory history)
{
    /// <summary>What holds for a video now.</summary>
    public async Task<RankingTerms> ForAsync(SearchedVideo video, CancellationToken cancellationToken) => new(
        (await scoring.GetAsync(cancellationToken)).Rules,
        await profiles.ProfileForAsync(video.Title.Subject(), cancellationToken),
        await history.PastOfAsync(video.Row.Id, cancellationToken));
}
