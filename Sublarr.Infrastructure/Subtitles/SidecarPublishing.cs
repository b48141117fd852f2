using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>Writes beside a video, one at a time for each, and tells the library. A process that dies in between has written a file whose bytes the next try recognises.</summary>
internal sealed class SidecarPublishing(IDbContextFactory<SublarrDbContext> contexts, SidecarWriter writer, PatientDisk disk, PlacedSidecars library)
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Writes a subtitle that was downloaded.</summary>
    public Task<PlacementResult> PublishAsync(
        string video, string name, ReadOnlyMemory<byte> bytes, UnixFileMode? mode, string? replaces, PlacementResult.Placed placed, CancellationToken cancellationToken) =>
        InTurnAsync(
            video,
            async () =>
            {
                var order = new SidecarOrder(video, name, bytes, await OursAsync(video, cancellationToken), mode) { Replaces = replaces };
                return await WriteAsync(order, placed, SubtitleOrigin.Downloaded, cancellationToken);
            },
            Refused,
            cancellationToken);

    /// <summary>Takes a file away, into the trash, whoever it comes from.</summary>
    public Task<Removal> RemoveAsync(string video, string name, string reason, CancellationToken cancellationToken) =>
        InTurnAsync(
            video,
            async () =>
            {
                var outcome = await disk.AskAsync(() => writer.Remove(video, name, reason), cancellationToken);
                await LookAsync(video);
                return new Removal(outcome.Trashed is [var trashId, ..] ? trashId : null, outcome.Reason) { IsFault = outcome.Refusal == PlacementRefusal.Disk };
            },
            fault => new Removal(null, fault) { IsFault = true },
            cancellationToken);

    /// <summary>Writes one of the trash where it stood.</summary>
    public async Task<PlacementResult> RestoreAsync(TrashedSubtitle trashed, byte[] bytes, IReadOnlyList<string> returned, CancellationToken cancellationToken)
    {
        var (folder, name) = (Path.GetDirectoryName(trashed.Path)!, Path.GetFileName(trashed.Path));
        if (await disk.AskAsync(() => VideoOf(folder, name), cancellationToken) is not { } found)
        {
            return new PlacementResult.Refused(PlacementRefusal.NoVideo, $"The video of {trashed.Path} is not there any more.", []);
        }

        var (video, sidecar) = found;
        var subtitle = new PresentSubtitle(sidecar.Language ?? LanguageCode.Unknown, sidecar.IsForced, sidecar.IsHearingImpaired);
        var placed = new PlacementResult.Placed(trashed.Path, subtitle, Path.GetExtension(name).TrimStart('.'), "UTF-8", IsUncertain: false, []);
        return await InTurnAsync(
            video,
            async () =>
            {
                var order = new SidecarOrder(video, name, bytes, (await OursAsync(video, cancellationToken)).Concat(returned).ToHashSet(StringComparer.Ordinal), null);
                return await WriteAsync(order, placed, SubtitleOrigin.Found, cancellationToken);
            },
            Refused,
            cancellationToken);
    }

    private static (string Video, SidecarSubtitle Sidecar)? VideoOf(string folder, string name) => !Directory.Exists(folder)
        ? null
        : SidecarOwners.Of(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(MediaNames.IsVideo), [name])
            .Select(video => ((string, SidecarSubtitle)?)(Path.Combine(folder, video.Key), video.First())).FirstOrDefault();

    // What was taken away is told, whoever waits for the answer. A disk that fails now is looked at again at night.
    private async Task LookAsync(string video)
    {
        try
        {
            await library.LookAsync(video, CancellationToken.None);
        }
        catch (Exception exception) when (DiskFault.IsOne(exception))
        {
            return;
        }
    }

    private static PlacementResult Refused(string fault) => new PlacementResult.Refused(PlacementRefusal.Disk, fault, []);

    private async Task<T> InTurnAsync<T>(string video, Func<Task<T>> work, Func<string, T> onFault, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)StringComparer.Ordinal.GetHashCode(video) % _turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception exception) when (DiskFault.IsOne(exception))
        {
            return onFault(DiskFault.Of(exception, Path.GetDirectoryName(video)!));
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<PlacementResult> WriteAsync(SidecarOrder order, PlacementResult.Placed placed, SubtitleOrigin origin, CancellationToken cancellationToken)
    {
        var outcome = await disk.AskAsync(() => writer.Write(order), cancellationToken);
        if (outcome is { Refusal: { } refusal, Reason: { } reason })
        {
            return new PlacementResult.Refused(refusal, reason, placed.Findings);
        }

        await library.KeepAsync(order.Video, order.Name, origin, cancellationToken);
        return placed with { Trashed = outcome.Trashed };
    }

    private async Task<IReadOnlySet<string>> OursAsync(string video, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await context.Videos.Where(known => known.Path == video)
            .Join(context.Set<SubtitleRow>(), known => known.Id, row => row.VideoId, (_, row) => row)
            .Where(row => row.Origin == SubtitleOrigin.Downloaded && row.Name != null)
            .Select(row => row.Name!)
            .ToListAsync(cancellationToken);
        return names.ToHashSet(StringComparer.Ordinal);
    }
}
