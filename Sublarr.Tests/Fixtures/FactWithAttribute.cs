namespace Sublarr.Tests.Fixtures;

/// <summary>A test that runs where a program can be had, and is listed as skipped, with the reason, where it cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    /// <param name="program">The program.</param>
    /// <param name="module">A folder below Sublarr.Tests that <c>./test</c> installs; empty for none.</param>
    public FactWithAttribute(string program, string module = "")
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Skip = $"{program} is not installed here.";
        }
        else if (module.Length > 0 && !Directory.Exists(Path.Combine(Repository.Folder, "Sublarr.Tests", module)))
        {
            Skip = $"Sublarr.Tests/{module} is missing: ./test installs it, where npm reaches its registry.";
        }
    }
}
