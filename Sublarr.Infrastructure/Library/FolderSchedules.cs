using System.Security.Cryptography;
using System.Text;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;

namespace Sublarr.Infrastructure.Library;

/// <summary>One schedule for each folder of the library. It goes with all others until somebody chooses times for it.</summary>
internal sealed class FolderSchedules(LibraryFolders folders) : IScheduleSource
{
    public string Prefix => FolderSchedule.Beginning;

    public async Task<IReadOnlyList<ISchedule>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await folders.AllAsync(cancellationToken)).Select(folder => FolderSchedule.Of(folder.Path))];
}

/// <summary>The schedule of one folder of the library.</summary>
public static class FolderSchedule
{
    /// <summary>What each key begins with.</summary>
    public const string Beginning = $"{LibraryScanSchedule.ScheduleKey}-";

    private const int KeyBytes = 6;

    /// <summary>It looks through this folder alone.</summary>
    /// <param name="path">Its whole path.</param>
    internal static ISchedule Of(string path) => new PartSchedule(
        KeyOf(path), $"{LibraryScanSchedule.ScheduleName} of {path}", "Looks through this folder alone.", LibraryScanSchedule.EachNight, LibraryScanOrder.Job(path, JobPriority.Low),
        LibraryScanSchedule.ScheduleKey);

    /// <summary>The key of a folder's schedule: of its path, which is all that a folder of the environment has.</summary>
    /// <param name="path">Its whole path.</param>
    public static string KeyOf(string path) =>
        $"{Beginning}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, KeyBytes))}";
}
