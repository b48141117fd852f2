using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Backups;

/// <summary>The backups there are, and what is being done about them.</summary>
internal static class GetBackups
{
    public sealed record Query : IRequest<Answer>;

    /// <param name="Folder">Where they are.</param>
    /// <param name="Backups">All of them, the newest first.</param>
    /// <param name="Work">The job that was queued last, if it still is at work or has failed; null for none.</param>
    /// <param name="LastRestore">What came of the restore that the last start found; null when there was none.</param>
    /// <param name="Problem">Why nobody knows which there are, as a sentence; null when that is known.</param>
    public sealed record Answer(string Folder, IReadOnlyList<BackupView> Backups, BackupWorkView? Work, RestoreOutcome? LastRestore, string? Problem);

    public sealed class Handler(IBackupDesk desk, SublarrOptions options, IJobNotes notes, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var (backups, problem) = await ListAsync(cancellationToken);
            return new(options.BackupDirectory, backups, await WorkAsync(cancellationToken), desk.LastRestore, problem);
        }

        private async Task<(IReadOnlyList<BackupView> Backups, string? Problem)> ListAsync(CancellationToken cancellationToken)
        {
            try
            {
                return ([.. (await desk.ListAsync(cancellationToken)).Select(BackupView.Of)], null);
            }
            catch (BackupException exception)
            {
                return ([], exception.Message);
            }
        }

        private async Task<BackupWorkView?> WorkAsync(CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var last = await BackupJobs.LastAsync(context, cancellationToken);
            return last is null or { State: JobState.Succeeded or JobState.Cancelled or JobState.Expired }
                ? null
                : new(last.Id, last.Title, last.Kind == JobKinds.RestoreBackup, last.State, last.LastError, notes.Of(last.Id)?.Progress);
        }
    }
}

/// <summary>A backup as people and machines see it.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="MadeAt">When it was made, in UTC.</param>
/// <param name="Kind">scheduled, manual or update.</param>
/// <param name="Size">The bytes of its file.</param>
public sealed record BackupView(string Name, DateTimeOffset MadeAt, BackupKind Kind, long Size)
{
    /// <summary>The version of Sublarr that made it; null when it cannot be read.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it can be read, as far as is seen without unpacking it.</summary>
    public bool Readable { get; init; }

    /// <summary>What of the folders that are taken is not in it, and why, as sentences; null when all is.</summary>
    public string? Missing { get; init; }

    internal static BackupView Of(StoredBackup backup) => new(backup.Name.ToString(), backup.Name.At, backup.Name.Kind, backup.Size)
    {
        Version = backup.Manifest?.Version,
        Readable = backup.Manifest is not null,
        Missing = backup.Manifest?.Missing is { Length: > 0 } missing ? missing : null,
    };
}

/// <summary>The job that makes or restores a backup, while there is something to say of it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Title">What it does.</param>
/// <param name="IsRestore">Whether it restores one.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
/// <param name="Progress">How far it is; null while nobody knows.</param>
public sealed record BackupWorkView(long JobId, string Title, bool IsRestore, JobState State, string? Problem, JobProgress? Progress);
