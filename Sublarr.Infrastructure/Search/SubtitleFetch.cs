using Sublarr.Domain;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>Goes down a ranking until one of the subtitles stands beside the video.</summary>
internal sealed class SubtitleFetch(DownloadShelf downloads, SubtitlePlacement placement, SubtitleHistory history)
{
    /// <summary>So many are fetched for one that is wanted: each costs a part of somebody's quota.</summary>
    private const int MostTries = 5;

    /// <summary>Takes the best that stands the test.</summary>
    /// <param name="video">The video.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="ranked">What will do, the best first.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="cancellationToken">Stops it; what is placed by then stays.</param>
    public async Task<FetchedSubtitle> TakeAsync(SearchedVideo video, WantedSubtitle wanted, IReadOnlyList<RankedSubtitle> ranked, DownloadPurpose purpose, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        var tried = new List<TriedSubtitle>();
        var silent = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<ProviderFailure>();
        var tries = 0;
        foreach (var subtitle in ranked)
        {
            if (tries == MostTries || silent.Contains(subtitle.Found.Provider))
            {
                continue;
            }

            tries++;
            var (result, problem) = await TryAsync(video, wanted, subtitle, purpose, cancellationToken);
            tried.Add(new(subtitle, problem is null ? KeptFate.Of(result!) : KeptFate.Of(problem)));
            if (problem is not null)
            {
                // Who is out of quota or away delivers nothing else either.
                if (!problem.IsOfOneThing || problem.Reason == ProviderFailureReason.QuotaUsedUp)
                {
                    silent.Add(subtitle.Found.Provider);
                }

                reasons.Add(problem.Message);
                failures.Add(problem);
            }

            switch (result)
            {
                case PlacementResult.Placed placed:
                    return new(subtitle, placed, reasons, IsFailure: false) { Tried = tried };
                case PlacementResult.Refused { Kind: PlacementRefusal.Unfit } unfit:
                    reasons.Add($"{subtitle.Candidate.ReleaseInfo ?? ProviderCapabilities.LabelOf(subtitle.Found.Provider)}: {unfit.Reason}");
                    if (!unfit.IsGoodElsewhere)
                    {
                        await history.RefusedAsync(video.Row, ExpectedSubtitle.Of(subtitle.Found, wanted), unfit.Reason, cancellationToken);
                    }

                    break;
                case PlacementResult.Refused refused:
                    // Another subtitle would meet the same.
                    return new(null, null, [.. reasons, refused.Reason], IsFailure: refused.Kind != PlacementRefusal.Taken)
                    {
                        Tried = tried,
                        IsOfDisk = refused.Kind is PlacementRefusal.Disk or PlacementRefusal.NoVideo,
                    };
            }
        }

        return new(null, null, reasons, IsFailure: tries > 0 && tries == failures.Count) { Tried = tried, RetryAt = ProviderFailure.RetryAtOf(failures) };
    }

    /// <summary>What was promised of a subtitle.</summary>
    /// <param name="found">What its provider says of it.</param>
    /// <param name="wanted">What it is for.</param>
    public static SubtitleExpectation ExpectationOf(FoundSubtitle found, WantedSubtitle wanted) => new(found.Language == LanguageCode.Unknown ? wanted.Language : found.Language)
    {
        IsForced = wanted.IsForced,
        HearingImpaired = wanted.HearingImpaired,
    };

    private async Task<(PlacementResult? Result, ProviderFailure? Problem)> TryAsync(
        SearchedVideo video, WantedSubtitle wanted, RankedSubtitle subtitle, DownloadPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            var download = await downloads.FetchAsync(subtitle.Found, purpose, cancellationToken);
            var expectation = ExpectationOf(subtitle.Found, wanted) with { Replaces = video.Replaces };
            return (await placement.PlaceAsync(video.Row.Id, new DownloadedBytes(download.Name, download.Content), expectation, cancellationToken), null);
        }
        catch (ProviderException exception)
        {
            return (null, exception.Failure);
        }
    }
}

/// <summary>What came of going down a ranking.</summary>
/// <param name="Taken">The one that was taken; null when none was.</param>
/// <param name="Placed">Where it stands; null when none does.</param>
/// <param name="Reasons">Why the ones before it were not taken, as sentences.</param>
/// <param name="IsFailure">True when it says nothing of the subtitles that none was taken: nobody delivered, or the disk did not take it.</param>
internal sealed record FetchedSubtitle(RankedSubtitle? Taken, PlacementResult.Placed? Placed, IReadOnlyList<string> Reasons, bool IsFailure)
{
    /// <summary>Those that were tried, in their order, and what became of them.</summary>
    public IReadOnlyList<TriedSubtitle> Tried { get; init; } = [];

    /// <summary>True when the disk did not take it: the next that is downloaded would meet the same.</summary>
    public bool IsOfDisk { get; init; }

    /// <summary>When the first of those who did not deliver may be asked again, in UTC; null when nobody said.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}

/// <summary>A subtitle that was tried.</summary>
/// <param name="Subtitle">Which.</param>
/// <param name="Fate">What became of it.</param>
internal sealed record TriedSubtitle(RankedSubtitle Subtitle, KeptFate Fate);
