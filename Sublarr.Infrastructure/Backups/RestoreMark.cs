using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>How far a restore is: the one file that says so, written in one step each time.</summary>
internal sealed record RestoreMark
{
    private const string FileName = "mark.json";

    /// <summary>What is restored, as people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The files beside database and folders that it brings.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What no backup holds of what there is now. It is carried over, for with its folders it would be removed.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>What of that is carried over, or was; null while that is not decided. So it can be carried back.</summary>
    public IReadOnlyList<string>? Carried { get; init; }

    /// <summary>How far it is.</summary>
    public RestorePhase Phase { get; init; }

    /// <summary>How often Sublarr was started on what was restored without having come up.</summary>
    public int Starts { get; init; }

    /// <summary>Why it is taken back; null when it is not.</summary>
    public string? Problem { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Actor By { get; init; }

    /// <summary>What is written; null when nothing is to be restored.</summary>
    public static RestoreMark? Read(SublarrOptions options)
    {
        var path = PathIn(options);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<RestoreMark>(File.ReadAllText(path), EventJson.Options) : null;
        }
        catch (JsonException)
        {
            // It is written in one step: this one is somebody else's, and asks for nothing.
            return null;
        }
    }

    /// <summary>Returns when it is on disk, and everything before it.</summary>
    public void Write(SublarrOptions options)
    {
        var path = PathIn(options);
        using (var file = PrivateFiles.Open(path + ".new", FileMode.Create, FileShare.None))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Options));
            file.Flush(flushToDisk: true);
        }

        DurableFolder.Flush(options.ConfigDirectory);
        File.Move(path + ".new", path, overwrite: true);
        DurableFolder.Flush(options.RestoreDirectory);
    }

    private static string PathIn(SublarrOptions options) => Path.Combine(options.RestoreDirectory, FileName);
}

/// <summary>How far a restore is. Each is reached by writing the mark, after all that comes before it was done.</summary>
internal enum RestorePhase
{
    /// <summary>All of it is unpacked and checked. What there is now stands in its place.</summary>
    Ready,

    /// <summary>What there was stands aside, all of it.</summary>
    Aside,

    /// <summary>What was restored stands in its place. Whether Sublarr comes up on it has to be seen.</summary>
    In,

    /// <summary>Sublarr does not come up on it: it is to be taken back.</summary>
    Refused,

    /// <summary>What was restored stands aside again, all of it.</summary>
    RefusedAside,
}
