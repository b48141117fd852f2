using System.Diagnostics;

namespace Sublarr.Tests.Fixtures;

/// <summary>A disk of a few megabytes in memory, mounted on a folder until it is disposed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    /// <param name="folder">An empty folder.</param>
    public SmallDisk(string folder)
    {
        _folder = folder;
        Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder).ShouldBe(0);
    }

    /// <summary>Leaves no byte of room.</summary>
    public void Fill()
    {
        using var file = new FileStream(Path.Combine(_folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Path.Combine(_folder, "filler"));

    /// <summary>Takes it away below whoever uses it.</summary>
    public void Unmount() => Run("umount", "--lazy", _folder).ShouldBe(0);

    public void Dispose() => Run("umount", "--lazy", _folder);

    internal static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>A test that mounts; listed as skipped, with the reason, where this user may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithMountsAttribute : FactAttribute
{
    private static readonly Lazy<bool> MayMount = new(() =>
    {
        using var folder = new TemporaryFolder();
        return SmallDisk.Run("mount", "-t", "tmpfs", "tmpfs", folder.Path) == 0 && SmallDisk.Run("umount", folder.Path) == 0;
    });

    public FactWithMountsAttribute()
    {
        if (!OperatingSystem.IsLinux() || !MayMount.Value)
        {
            Skip = "This user may not mount a disk.";
        }
    }
}
