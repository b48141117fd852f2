using Sublarr.Domain.Events;
using Sublarr.Domain.History;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Upgrades;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Search;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>
/// Looks for a better subtitle in the place of one that is there. The new one stands before the old one goes to the trash, so whatever fails leaves the old one.
/// </summary>
internal sealed class UpgradeSearch(
    StandingSubtitles standing, SearchedVideos videos, UpgradeOffers offers, SubtitleFetch fetch, SearchBook book, SubtitleHistory history, UpgradeList list, IEventBus bus, TimeProvider time)
{
    /// <summary>Looks for one. What goes wrong is an answer, not an exception.</summary>
    /// <param name="subtitleId">The subtitle that is there.</param>
    /// <param name="purpose">Who asks: an upgrade by itself leaves downloads to what is missing.</param>
    /// <param name="cause">The job that asks.</param>
    /// <param name="cancellationToken">Stops it; what is placed by then stays.</param>
    public async Task<UpgradeLook> LookAsync(long subtitleId, DownloadPurpose purpose, EventCause cause, CancellationToken cancellationToken)
    {
        if (await standing.FindAsync(subtitleId, cancellationToken) is not { } present || await videos.FindAsync(present.Row.VideoId, cancellationToken) is not { } video)
        {
            return new(UpgradeOutcome.Impossible, "The subtitle or its video is not in the library any more.");
        }

        var look = (present.Obstacle, video.Obstacle) switch
        {
            ({ } never, _) => new(UpgradeOutcome.Impossible, never),
            // Nobody is asked: what they deliver could not be kept.
            (_, { } now) => new(UpgradeOutcome.Failed, now),
            _ => await LookAsync(present, video, purpose, cause, cancellationToken),
        };
        await list.NoteAsync(subtitleId, look, cancellationToken);
        return look with { Note = $"{present.Language.Language.Name} for {present.VideoName}: {look.Note}" };
    }

    private async Task<UpgradeLook> LookAsync(StandingSubtitle present, SearchedVideo video, DownloadPurpose purpose, EventCause cause, CancellationToken cancellationToken)
    {
        var report = book.Begin(video, [present.Wanted()], SearchOrigin.Upgrade, cause.JobId);
        var offered = await offers.AskAsync(present, video, cancellationToken);
        report.Answered(offered.Answer);
        report.Ranked(0, [.. offered.Judged.Select(one => one.Shown())]);
        var (look, fetched) = await TakeAsync(present, video, offered, purpose, cause, cancellationToken);
        report.Tried(0, fetched);
        await book.KeepAsync(report, cancellationToken);
        return look;
    }

    private async Task<(UpgradeLook Look, FetchedSubtitle? Fetched)> TakeAsync(
        StandingSubtitle present, SearchedVideo video, OfferedUpgrades offered, DownloadPurpose purpose, EventCause cause, CancellationToken cancellationToken)
    {
        if (offered.Better is not { Count: > 0 } better)
        {
            return (new(offered.IsFailure ? UpgradeOutcome.Failed : UpgradeOutcome.Nothing, offered.WhyNone()), null);
        }

        // ASS is not given up for what turns out to be something else.
        var replaced = new ReplacedFile(present.Row.Name!, KeepsAss: present.File.Candidate!.Bits.Has(ScoringKey.FormatBonus));
        var fetched = await fetch.TakeAsync(video with { Replaces = replaced }, present.Wanted(), better, purpose, cancellationToken);
        return fetched is { Taken: { } taken, Placed: { } placed }
            ? (await TakenAsync(present, video, offered, taken, placed, cause), fetched)
            : (new(fetched.IsFailure ? UpgradeOutcome.Failed : UpgradeOutcome.Nothing, $"The better ones could not be taken. {string.Join(" ", fetched.Reasons)}") { IsOfDisk = fetched.IsOfDisk }, fetched);
    }

    private async Task<UpgradeLook> TakenAsync(
        StandingSubtitle present, SearchedVideo video, OfferedUpgrades offered, RankedSubtitle chosen, PlacementResult.Placed placed, EventCause cause)
    {
        var taken = chosen.Settled(placed.Path, video.Type, offered.Rules);
        var isSame = placed.Trashed.Count == 0;
        var reason = offered.ReasonOf(chosen) + (isSame ? " It is the same file, letter by letter: nothing was written." : "");
        // It stands: that is written down and told, whoever waits for the answer.
        await history.AddAsync(TakenSubtitle.Row(video, taken, placed, cause, time.GetUtcNow(), SubtitleAction.Upgraded, reason), CancellationToken.None);
        if (!isSame)
        {
            await bus.PublishAsync(SearchNews.Upgraded(video, taken, placed, offered.Before, present.Row.Format ?? ""), cause, CancellationToken.None);
        }

        return new(UpgradeOutcome.Upgraded, $"a better one was taken from {ProviderCapabilities.LabelOf(taken.Found.Provider)}. {reason}");
    }
}

/// <summary>What came of looking for a better subtitle.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Note">The same as sentences.</param>
internal sealed record UpgradeLook(UpgradeOutcome Outcome, string Note)
{
    /// <summary>True when a disk did not take what was downloaded: it would be lost the next night, too.</summary>
    public bool IsOfDisk { get; init; }
}

/// <summary>What came of looking for a better subtitle.</summary>
internal enum UpgradeOutcome
{
    /// <summary>A better one stands in its place.</summary>
    Upgraded,

    /// <summary>There is none.</summary>
    Nothing,

    /// <summary>Nothing may take its place.</summary>
    Impossible,

    /// <summary>Nobody could be asked, or a disk did not take it.</summary>
    Failed,
}
