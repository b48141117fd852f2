using System.Diagnostics;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Weight;

/// <summary>The app as people get it: published, which is not what a build leaves.</summary>
internal static class PublishedApp
{
    private static readonly Lazy<string> Published = new(Publish);

    /// <summary>Its program; built at the first call.</summary>
    /// <exception cref="InvalidOperationException">It does not build.</exception>
    public static string Program => Published.Value;

    /// <summary>Starts it on an empty folder, and returns when it answers.</summary>
    public static Task<AppProcess> StartAsync() => AppProcess.StartAsync(program: Program);

    /// <summary>What it takes on disk, in bytes.</summary>
    public static long Size => new DirectoryInfo(Path.GetDirectoryName(Program)!).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static string Publish()
    {
        var folder = Path.Combine(Repository.Folder, "artifacts", "weighed");
        using var process = Process.Start(Path.Combine(Repository.Folder, "build", "publish"), [folder]);
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(folder, "Sublarr.Web.dll") : throw new InvalidOperationException($"build/publish ended with {process.ExitCode}.");
    }
}
