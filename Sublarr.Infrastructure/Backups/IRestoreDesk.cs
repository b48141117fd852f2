using System.Security.Cryptography;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Asks for a restore.</summary>
public interface IRestoreDesk
{
    /// <summary>Restores one of the backups that are there.</summary>
    /// <returns>The job that prepares it, or why it cannot be used; neither when it is not there.</returns>
    Task<RestoreAnswer> RestoreAsync(BackupName name, CancellationToken cancellationToken);

    /// <summary>Restores a backup from elsewhere.</summary>
    /// <param name="content">The zip, read to its end.</param>
    /// <param name="cancellationToken">Stops it; nothing of it stays.</param>
    Task<RestoreAnswer> RestoreAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>What came of asking.</summary>
/// <param name="JobId">The job that prepares it; null when it cannot be restored.</param>
/// <param name="Problem">Why not, as sentences; null when it is not there.</param>
public sealed record RestoreAnswer(long? JobId, string? Problem);

internal sealed class RestoreDesk(SublarrOptions options, RestoreUnpacking unpacking, IJobQueue queue, AuditTrail trail) : IRestoreDesk
{
    private const int LookedAtEach = 16 * 1024 * 1024;
    private const int BufferSize = 128 * 1024;

    public async Task<RestoreAnswer> RestoreAsync(BackupName name, CancellationToken cancellationToken)
    {
        var order = new RestoreOrder(name.ToString(), name.ToString(), IsUploaded: false, trail.Current);
        try
        {
            var (isThere, problem) = await unpacking.LookAsync(order.PathIn(options), cancellationToken);
            return isThere && problem is null ? await QueueAsync(order, cancellationToken) : new(null, problem);
        }
        catch (BackupException exception)
        {
            return new(null, exception.Message);
        }
    }

    public async Task<RestoreAnswer> RestoreAsync(Stream content, CancellationToken cancellationToken)
    {
        var order = new RestoreOrder("the uploaded backup", $"upload-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.zip", IsUploaded: true, trail.Current);
        var isQueued = false;
        try
        {
            if (!await IsTakenAsync(content, order.PathIn(options), cancellationToken))
            {
                return new(null, $"There is not enough room for it on the disk of {options.ConfigDirectory}. Free some space.");
            }

            if ((await unpacking.LookAsync(order.PathIn(options), cancellationToken)).Problem is { } problem)
            {
                return new(null, problem);
            }

            var answer = await QueueAsync(order, cancellationToken);
            isQueued = true;
            return answer;
        }
        catch (BackupException exception)
        {
            return new(null, exception.Message);
        }
        finally
        {
            if (!isQueued)
            {
                order.DeleteUploaded(options);
            }
        }
    }

    private async Task<RestoreAnswer> QueueAsync(RestoreOrder order, CancellationToken cancellationToken)
    {
        if (RestoreMark.Read(options) is { } waiting)
        {
            return new(null, $"{waiting.Name} is to be restored already: Sublarr only has to be started again.");
        }

        await trail.RecordAsync("restore asked", new AuditSubject("backup", null, order.Name), [], cancellationToken);
        return new((await queue.EnqueueAsync([RestoreHandler.JobOf(order)], cancellationToken))[0], null);
    }

    // Nobody says how long it is, or tells the truth about it: the disk is looked at while it comes. What fails in reading is the sender's and thrown on.
    private async Task<bool> IsTakenAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        await using var file = Begin(path);
        var buffer = new byte[BufferSize];
        var untilLook = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; untilLook -= read)
        {
            if (untilLook <= 0)
            {
                untilLook = LookedAtEach;
                if (new DriveInfo(options.ConfigDirectory).AvailableFreeSpace < BackupRoom.Reserve)
                {
                    return false;
                }
            }

            await WriteAsync(file, buffer.AsMemory(0, read), cancellationToken);
        }

        return true;
    }

    private FileStream Begin(string path)
    {
        try
        {
            PrivateFiles.MakeFolder(options.RestoreDirectory);
            return PrivateFiles.Open(path, FileMode.CreateNew, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BackupException.Of(options.RestoreDirectory, exception);
        }
    }

    private async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException exception)
        {
            throw BackupException.Of(options.RestoreDirectory, exception);
        }
    }
}
