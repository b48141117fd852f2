using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Backups;

/// <summary>The jobs that make and restore backups, found by their keys: among a million jobs there is no index of kinds.</summary>
public static class BackupJobs
{
    /// <summary>The key of a backup that a person asks for.</summary>
    internal const string ByHand = "backup-by-hand";

    // The timetable names it so.
    private const string Scheduled = $"schedule:{BackupSchedule.ScheduleKey}";
    private const string RestoreFrom = $"{JobKinds.RestoreBackup}:";
    private const string RestoreTo = $"{JobKinds.RestoreBackup};";

    /// <summary>The key of a restore.</summary>
    /// <param name="file">What is restored.</param>
    internal static string OfRestore(string file) => RestoreFrom + file;

    /// <summary>The job that was queued last; null when there is none any more.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    [SuppressMessage("Globalization", "CA1309", Justification = "It becomes SQL, and SQLite compares by bytes: along the index of keys, which no LIKE could use.")]
    public static async Task<JobRow?> LastAsync(SublarrDbContext context, CancellationToken cancellationToken)
    {
        var jobs = context.Jobs.AsNoTracking();
        long?[] last =
        [
            await jobs.Where(row => row.Key == Scheduled).MaxAsync(row => (long?)row.Id, cancellationToken),
            await jobs.Where(row => row.Key == ByHand).MaxAsync(row => (long?)row.Id, cancellationToken),
            await jobs.Where(row => string.Compare(row.Key, RestoreFrom) > 0 && string.Compare(row.Key, RestoreTo) < 0).MaxAsync(row => (long?)row.Id, cancellationToken),
        ];
        return last.Max() is { } id ? await jobs.FirstOrDefaultAsync(job => job.Id == id, cancellationToken) : null;
    }
}
