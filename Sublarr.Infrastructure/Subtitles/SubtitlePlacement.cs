using System.Text;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles.Archives;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>
/// From the bytes that a provider delivers to a file beside its video: unpacked, read, judged, written, told to the library. Whoever looks for subtitles needs
/// nothing else.
/// </summary>
public sealed class SubtitlePlacement
{
    private readonly IDbContextFactory<SublarrDbContext> _contexts;
    private readonly SubtitleUnpacking _unpacking;
    private readonly SidecarPublishing _publishing;
    private readonly SubtitleTrash _trash;

    internal SubtitlePlacement(IDbContextFactory<SublarrDbContext> contexts, SubtitleUnpacking unpacking, SidecarPublishing publishing, SubtitleTrash trash) =>
        (_contexts, _unpacking, _publishing, _trash) = (contexts, unpacking, publishing, trash);

    /// <summary>Places a subtitle beside a video of the library.</summary>
    /// <param name="videoId">The video's id there.</param>
    /// <param name="download">What was delivered.</param>
    /// <param name="expectation">What was promised. What it does not say of the video is what the library knows.</param>
    /// <param name="cancellationToken">Stops it; what is written by then stays.</param>
    public async Task<PlacementResult> PlaceAsync(long videoId, DownloadedBytes download, SubtitleExpectation expectation, CancellationToken cancellationToken) =>
        await PlacingVideo.FindAsync(_contexts, video => video.Id == videoId, cancellationToken) is { } video
            ? await PlaceAsync(video, download, expectation, cancellationToken)
            : new PlacementResult.Refused(PlacementRefusal.NoVideo, "The video is not in the library any more.", []);

    /// <summary>Places a subtitle beside any video.</summary>
    /// <param name="path">Its whole path.</param>
    /// <param name="download">What was delivered.</param>
    /// <param name="expectation">What was promised.</param>
    /// <param name="cancellationToken">Stops it; what is written by then stays.</param>
    public async Task<PlacementResult> PlaceAsync(string path, DownloadedBytes download, SubtitleExpectation expectation, CancellationToken cancellationToken)
    {
        // "/media/../etc/passwd" is a path, and none that Sublarr has from anybody it asks.
        if (!Path.IsPathFullyQualified(path) || Path.GetFullPath(path) != path)
        {
            return new PlacementResult.Refused(PlacementRefusal.NoVideo, $"{path} is no whole path: it begins with / and has no . or .. in it.", []);
        }

        var video = await PlacingVideo.FindAsync(_contexts, known => known.Path == path, cancellationToken) ?? PlacingVideo.Of(path);
        return await PlaceAsync(video, download, expectation, cancellationToken);
    }

    /// <summary>Takes a subtitle away from beside its video, into the trash.</summary>
    /// <param name="video">The whole path of the video.</param>
    /// <param name="name">The file beside it.</param>
    /// <param name="reason">Why, as a sentence.</param>
    /// <param name="cancellationToken">Stops it; what is moved by then stays in the trash.</param>
    public Task<Removal> RemoveAsync(string video, string name, string reason, CancellationToken cancellationToken) => _publishing.RemoveAsync(video, name, reason, cancellationToken);

    /// <summary>Judges what was delivered as placing it would, and places nothing; null when the video is not in the library any more.</summary>
    /// <param name="videoId">The video's id there.</param>
    /// <param name="download">What was delivered.</param>
    /// <param name="expectation">What was promised.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SubtitleJudgement?> JudgeAsync(long videoId, DownloadedBytes download, SubtitleExpectation expectation, CancellationToken cancellationToken) =>
        await PlacingVideo.FindAsync(_contexts, video => video.Id == videoId, cancellationToken) is { } video
            ? (await ReadAsync(video, download, expectation, cancellationToken)).Judgement
            : null;

    /// <summary>Puts back what was replaced; what stands there now goes to the trash in its turn. From then on it counts as a person's, and is never overwritten.</summary>
    /// <param name="trashId">Its id in the trash.</param>
    /// <param name="cancellationToken">Stops it; what is written by then stays.</param>
    public Task<PlacementResult> RestoreAsync(string trashId, CancellationToken cancellationToken) => RestoreAsync(trashId, [], cancellationToken);

    /// <summary>The same, where something that came out of the trash itself may stand in its place: that goes back.</summary>
    /// <param name="trashId">Its id in the trash.</param>
    /// <param name="returned">The names beside the video that came out of the trash.</param>
    /// <param name="cancellationToken">Stops it; what is written by then stays.</param>
    public async Task<PlacementResult> RestoreAsync(string trashId, IReadOnlyList<string> returned, CancellationToken cancellationToken)
    {
        if (_trash.Find(trashId) is not { } trashed)
        {
            return new PlacementResult.Refused(PlacementRefusal.Unfit, "It is not in the trash any more.", []);
        }

        var result = await _publishing.RestoreAsync(trashed, _trash.Content(trashed), returned, cancellationToken);
        if (result is PlacementResult.Placed)
        {
            _trash.Drop(trashId);
        }

        return result;
    }

    private async Task<PlacementResult> PlaceAsync(PlacingVideo video, DownloadedBytes download, SubtitleExpectation expectation, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(video, download, expectation, cancellationToken);
        if (reading is not { Text: { } decoded, Judgement: { IsAccepted: true, Text: { } text, Is: { } subtitle } judgement })
        {
            return new PlacementResult.Refused(PlacementRefusal.Unfit, string.Join(' ', reading.Judgement.Refusals), reading.Judgement.Findings);
        }

        var (written, extension) = text.Written();
        if (expectation.Replaces is { KeepsAss: true } && !CandidateBits.IsAss(extension))
        {
            return new PlacementResult.Refused(PlacementRefusal.Unfit, $"It is {text.Format.Name}, and the ASS that is there is not given up for it.", judgement.Findings) { IsGoodElsewhere = true };
        }

        var settings = await SettingsAsync(cancellationToken);
        var name = SidecarName.Of(Path.GetFileName(video.Path), subtitle, extension, settings.Style);
        var path = Path.Combine(Path.GetDirectoryName(video.Path)!, name);
        var bytes = Encoding.UTF8.GetBytes(written);
        var placed = new PlacementResult.Placed(path, subtitle, text.Format.Name, decoded.Charset, decoded.IsUncertain, judgement.Findings) { Checksum = SidecarChecksum.Of(bytes) };
        return await _publishing.PublishAsync(video.Path, name, bytes, (UnixFileMode?)settings.FileMode, expectation.Replaces?.Name, placed, cancellationToken);
    }

    private async Task<PackReading> ReadAsync(PlacingVideo video, DownloadedBytes download, SubtitleExpectation expectation, CancellationToken cancellationToken) => PackReading.Of(
        await _unpacking.OpenAsync(download, cancellationToken), expectation with { Duration = expectation.Duration ?? video.Duration, Part = expectation.Part ?? video.Part });

    private async Task<PlacingSettings> SettingsAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PlacingSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new PlacingSettings();
    }
}
