using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Channels.Scripts;

/// <summary>
/// The small programs a script is started through. Each replaces itself by the next, so the process .NET started becomes
/// the script: <c>env --default-signal</c> because .NET ignores SIGPIPE and children inherit that, <c>setsid</c> to give
/// the run a process group that can be signalled as a whole, <c>prlimit</c> so that a crash leaves no core file.
/// </summary>
internal sealed class LaunchLine(ILogger<LaunchLine> log)
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    private readonly Lazy<string[]?> _words = new(() => Find(log));

    /// <summary>What must be installed before any script can be started, as a sentence; null when all is there.</summary>
    public string? Problem => _words.Value is null
        ? "Scripts cannot be started here, because the program setsid is missing: install the package util-linux."
        : null;

    /// <summary>The program to start and its arguments.</summary>
    public (string Program, IEnumerable<string> Arguments) For(string script)
    {
        var words = _words.Value ?? throw new InvalidOperationException(Problem);
        return (words[0], [.. words[1..], script]);
    }

    private static string[]? Find(ILogger log)
    {
        if (Programs.Find("setsid") is not { } setsid)
        {
            return null;
        }

        string[] words = [setsid];
        if (Programs.Find("env") is { } env && CanResetSignals(env))
        {
            words = [env, "--default-signal", .. words];
        }
        else
        {
            log.LogWarning("Scripts start with SIGPIPE ignored, so a pipe such as 'yes | head -1' may not end: install GNU coreutils for its env");
        }

        if (Programs.Find("prlimit") is { } prlimit)
        {
            return [.. words, prlimit, "--core=0", "--"];
        }

        log.LogWarning("Scripts that crash may leave core files, because the program prlimit is missing: install the package util-linux");
        return words;
    }

    // Busybox has an env without this option; asking it takes milliseconds, once.
    private static bool CanResetSignals(string env)
    {
        using var probe = new Process();
        probe.StartInfo = new(env, ["--default-signal", "true"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        probe.Start();
        return probe.WaitForExit(ProbeLimit) && probe.ExitCode == 0;
    }
}

/// <summary>Where programs are.</summary>
internal static class Programs
{
    /// <summary>The path of a program in the folders scripts look in; null when none has it.</summary>
    public static string? Find(string name) => ScriptEnvironment.SearchPath.Split(':')
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(path => File.Exists(path) && Posix.IsExecutable(path));
}
