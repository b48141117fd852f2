using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Search;

/// <summary>One of the subtitles that a search found, as a person chose it.</summary>
/// <param name="Search">The search.</param>
/// <param name="Candidate">The subtitle.</param>
/// <param name="Wanted">What it competes for.</param>
internal sealed record ChosenSubtitle(SearchRow Search, KeptCandidate Candidate, WantedSubtitle Wanted)
{
    /// <summary>What is promised of it. Rules that would refuse it do not hold: a person wants this very one.</summary>
    public SubtitleExpectation Expectation => SubtitleFetch.ExpectationOf(Candidate.Found, Lenient);

    /// <summary>The same as it is remembered where it does not stand the test.</summary>
    public ExpectedSubtitle Expected => ExpectedSubtitle.Of(Candidate.Found, Lenient);

    private WantedSubtitle Lenient => Wanted with
    {
        HearingImpaired = Wanted.HearingImpaired switch
        {
            Wish.Only when !Candidate.Found.IsHearingImpaired => Wish.Include,
            Wish.Exclude => Wish.Include,
            var wish => wish,
        },
    };

    /// <summary>One that is kept; null when the search is gone, or never found it.</summary>
    public static async Task<ChosenSubtitle?> FindAsync(SublarrDbContext context, long searchId, string candidateId, CancellationToken cancellationToken)
    {
        if (await context.Searches.AsNoTracking().FirstOrDefaultAsync(row => row.Id == searchId, cancellationToken) is not { } row)
        {
            return null;
        }

        var kept = KeptSearch.Of(row);
        return kept.Candidates.FirstOrDefault(candidate => candidate.Id == candidateId) is { } found ? new(row, found, kept.Wanted[found.Wanted]) : null;
    }
}

/// <summary>Which subtitle is to be fetched: the payload of a job.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CandidateId">Which of those that it found.</param>
internal sealed record DownloadOrder(long SearchId, string CandidateId)
{
    /// <summary>What the keys of all such jobs of one search begin with.</summary>
    public static string KeysOf(long searchId) => string.Create(CultureInfo.InvariantCulture, $"download:{searchId}:");

    /// <summary>The key of its job.</summary>
    public static string KeyOf(long searchId, string candidateId) => KeysOf(searchId) + candidateId;
}
