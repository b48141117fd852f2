using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Channels.Scripts;

/// <summary>
/// How a script is started: through <c>setsid</c>, which gives the run a process group that can be signalled as a whole and
/// replaces itself by the script, so the process .NET started becomes the script. Every further program in between would cost
/// as much as the script's own start.
/// </summary>
internal sealed class LaunchLine(ILogger<LaunchLine> log)
{
    private readonly Lazy<string?> _setsid = new(() => Prepare(log));

    /// <summary>What must be installed before any script can be started, as a sentence; null when all is there.</summary>
    public string? Problem => _setsid.Value is null
        ? "Scripts cannot be started here, because the program setsid is missing: install the package util-linux."
        : null;

    /// <summary>The program to start and its arguments.</summary>
    public (string Program, IEnumerable<string> Arguments) For(string script) =>
        (_setsid.Value ?? throw new InvalidOperationException(Problem), [script]);

    private static string? Prepare(ILogger log)
    {
        if (!Posix.GiveChildrenBrokenPipes())
        {
            log.LogWarning("Scripts start with SIGPIPE ignored, so a pipe such as 'yes | head -1' may not end: this system's C library is not known");
        }

        return Programs.Find("setsid");
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
