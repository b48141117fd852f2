using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Upgrades;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>Finds a subtitle that is there, with all that decides whether another may take its place.</summary>
internal sealed class StandingSubtitles(IDbContextFactory<SublarrDbContext> contexts, SubtitleHistory history, PatientDisk disk, TimeProvider time)
{
    /// <summary>The subtitle; null when there is none.</summary>
    public async Task<StandingSubtitle?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await KnownSubtitle.FindAsync(context, id, cancellationToken) is not { } known)
        {
            return null;
        }

        var origin = await history.OriginOfAsync(id, cancellationToken);
        return new(known.Row, known.Name, await FileAsync(known.Row, known.Video, origin, cancellationToken))
        {
            Source = origin is { Provider: { } provider, ProviderSubtitleId: { } there } ? new(provider, there) : null,
        };
    }

    private async Task<PresentFile> FileAsync(SubtitleRow row, VideoRow video, SubtitleHistoryRow? origin, CancellationToken cancellationToken)
    {
        var age = origin is null ? TimeSpan.Zero : time.GetUtcNow() - origin.At;
        var present = new PresentFile(row.Origin, origin?.ReadCandidate(video.Size), age) { IsRestored = origin?.Action == SubtitleAction.Restored };
        if (row is not { Origin: SubtitleOrigin.Downloaded, Name: { } name } || origin?.Checksum is not { } written)
        {
            return present;
        }

        var now = await ChecksumAsync(SidecarOrder.PathOf(video.Path, name), cancellationToken);
        return present with { IsGone = now is null, IsChanged = now is not null && now != written };
    }

    // A disk that does not answer holds no file that could be replaced.
    private async Task<string?> ChecksumAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await disk.AskAsync(() => SidecarChecksum.OfFile(path), cancellationToken);
        }
        catch (Exception exception) when (DiskFault.IsOne(exception))
        {
            return null;
        }
    }
}

/// <summary>A subtitle that is there.</summary>
/// <param name="Row">It.</param>
/// <param name="VideoName">What people call its video.</param>
/// <param name="File">What decides whether another may take its place.</param>
internal sealed record StandingSubtitle(SubtitleRow Row, string VideoName, PresentFile File)
{
    /// <summary>What it is at its provider; null when nobody knows.</summary>
    public ProviderSubtitle? Source { get; init; }

    /// <summary>Its language.</summary>
    public LanguageCode Language => LanguageCode.Find(Row.Language) ?? LanguageCode.Unknown;

    /// <summary>Why nothing takes its place by itself, as a sentence; null when something may.</summary>
    public string? Obstacle => UpgradeRule.ObstacleOf(File);

    /// <summary>The same subtitle, as it would be asked for: one of another kind is another subtitle and no better one.</summary>
    public WantedSubtitle Wanted() => new(Language, Row.IsForced, Row.IsForced ? Wish.Include : Row.IsHearingImpaired ? Wish.Only : Wish.Exclude, IsRequired: true);
}
