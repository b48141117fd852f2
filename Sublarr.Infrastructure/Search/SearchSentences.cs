using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Infrastructure.Search;

/// <summary>Says what came of looking for a subtitle, for the list of what is wanted and for the job.</summary>
internal static class SearchSentences
{
    /// <summary>One was taken.</summary>
    public static string Taken(WantedSubtitle wanted, RankedSubtitle taken) =>
        $"{NameOf(wanted)}: taken from {ProviderCapabilities.LabelOf(taken.Found.Provider)} with {taken.Score.Points} points{(taken.Candidate.ReleaseInfo is { } release ? $" ({release})" : "")}.";

    /// <summary>Some would do, and none of them stood the test.</summary>
    public static SearchedSubtitle NoneTaken(WantedSubtitle wanted, FetchedSubtitle fetched, DateTimeOffset now) =>
        new(fetched.IsFailure ? SearchOutcome.Failed : SearchOutcome.BelowMinimum, $"{NameOf(wanted)}: {string.Join(" ", fetched.Reasons)}")
        {
            RetryAt = fetched.IsOfDisk ? now + SearchPace.AfterDiskFault : fetched.RetryAt,
        };

    /// <summary>Nobody was asked: it could not be written beside the video.</summary>
    public static SearchedSubtitle Unwritable(WantedSubtitle wanted, string obstacle, DateTimeOffset now) =>
        new(SearchOutcome.Failed, $"{NameOf(wanted)}: {obstacle}") { RetryAt = now + SearchPace.AfterDiskFault };

    /// <summary>Nothing was found that would do.</summary>
    public static SearchedSubtitle NothingGood(WantedSubtitle wanted, SearchAnswer answer, List<RankedSubtitle> ranked)
    {
        if (ranked is [var best, ..])
        {
            return new(SearchOutcome.BelowMinimum, $"{NameOf(wanted)}: {Wording.Several(ranked.Count, "subtitle")} found, none of them good enough. The best scores {best.Score.Points}. {best.Score.Reason}");
        }

        var failures = answer.Providers.Select(provider => provider.Failure).OfType<ProviderFailure>().ToList();
        // Where somebody answered, that somebody else did not is told on the page of providers.
        return answer.Providers.Count > 0 && failures.Count == answer.Providers.Count
            ? new(SearchOutcome.Failed, $"{NameOf(wanted)}: no provider answered. {failures[0].Message}") { RetryAt = ProviderFailure.RetryAtOf(failures) }
            : new(SearchOutcome.NotFound, $"{NameOf(wanted)}: nobody has one. {Wording.Several(answer.Providers.Count - failures.Count, "provider")} asked.");
    }

    private static string NameOf(WantedSubtitle wanted) => Say.Subtitle(wanted.Language.Text, wanted.Variant);
}
