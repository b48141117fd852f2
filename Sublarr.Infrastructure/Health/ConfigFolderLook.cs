using Sublarr.Domain;
using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Health;

/// <summary>Looks whether the configuration folder can be written, and how much room its disk has left.</summary>
internal sealed class ConfigFolderLook(SublarrOptions options) : IHealthLook
{
    private const long Bad = 100L * 1024 * 1024;
    private const long Low = 1024L * 1024 * 1024;

    // A twentieth of a large disk is more than Sublarr ever needs.
    private const long LowAtMost = 10 * Low;
    private const int LowPart = 20;

    public string Name => "config-folder";

    public string Subject => "the configuration folder";

    public bool IsCertain => true;

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        List<HealthFinding> found = [];
        if (!CanWrite())
        {
            found.Add(new(HealthLevel.Error, "Sublarr's configuration folder cannot be written.", $"Mount it writable, and give it to the user {ProcessUser.Description}.")
            {
                About = "writing",
                Recovery = "Sublarr's configuration folder can be written again.",
            });
        }

        var disk = new DriveInfo(options.ConfigDirectory);
        if (RoomOf(disk.AvailableFreeSpace, disk.TotalSize) is { } room)
        {
            found.Add(room);
        }

        return Task.FromResult<IReadOnlyList<HealthFinding>>(found);
    }

    /// <summary>What is to be said of a disk's room; null for nothing.</summary>
    internal static HealthFinding? RoomOf(long free, long total) => free switch
    {
        < Bad => Room(HealthLevel.Error, free, "Soon nothing can be stored any more: free some space."),
        _ when free < Math.Clamp(total / LowPart, Low, LowAtMost) => Room(HealthLevel.Warning, free, "Free some space, or keep less of the log under Settings."),
        _ => null,
    };

    private static HealthFinding Room(HealthLevel level, long free, string remedy) => new(level, $"The disk of Sublarr's configuration folder has {Wording.Bytes(free)} left.", remedy)
    {
        About = "room",
        Page = "settings",
        Recovery = "The disk of Sublarr's configuration folder has room again.",
    };

    private bool CanWrite()
    {
        try
        {
            ConfigFolder.Probe(options.ConfigDirectory, 1);
            return true;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || (exception is IOException && !IsFull(exception)))
        {
            return false;
        }
        catch (IOException)
        {
            // How much room there is is said beside it.
            return true;
        }
    }

    private static bool IsFull(Exception exception) => StorageFault.Of(exception) == StorageFault.DiskFull;
}
