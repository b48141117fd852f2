using System.ComponentModel;
using System.Text.RegularExpressions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Scripts;

/// <summary>Says whether a script may and can run, before every run: a file that was fine when it was saved may have been swapped since.</summary>
internal sealed partial class ScriptCheck(SublarrOptions options)
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Looks at the script a setting names.</summary>
    /// <param name="scriptPath">Absolute, or relative to the hooks folder.</param>
    public ScriptFinding Examine(string scriptPath)
    {
        var hooks = options.HooksDirectory;
        if (ScriptPath.Within(hooks, scriptPath) is not { } path)
        {
            return new(scriptPath) { Problem = ScriptPath.OutsideMessage };
        }

        var name = Path.GetRelativePath(hooks, path);
        var shown = Shown(Path.Combine(Path.GetFileName(hooks), name));
        try
        {
            return Posix.RealPath(path) is { } real
                ? new(name) { RealPath = real, Problem = PlaceProblem(real, shown) ?? FileProblem(real, shown) ?? Shebang.ProblemOf(real, shown) }
                : new(name) { Problem = $"{shown} does not exist: put the script there, or correct the path." };
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return new(name) { Problem = $"{shown} cannot be looked at ({exception.Message}): let the user with id {Posix.UserId} read it." };
        }
    }

    private string? PlaceProblem(string real, string shown) =>
        Posix.RealPath(options.HooksDirectory) is { } hooks && ScriptPath.Within(hooks, real) is not null
            ? null
            : $"{shown} is a link to a place outside the hooks folder: put the script itself there.";

    private static string? FileProblem(string real, string shown)
    {
        var file = Posix.StatusOf(real);
        return file switch
        {
            { IsFolder: true } => $"{shown} is a folder: name the script in it.",
            { IsRegularFile: false } => $"{shown} is no ordinary file: put a script there.",
            _ when file.OwnerId != 0 && file.OwnerId != Posix.UserId =>
                $"{shown} belongs to another user (id {file.OwnerId}), who could change what Sublarr runs: run \"chown {Posix.UserId} {shown}\" in the config folder.",
            _ when (file.Permissions & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None =>
                $"Other users may change {shown}: run \"chmod go-w {shown}\" in the config folder.",
            _ when (file.Permissions & AnyExecute) == UnixFileMode.None =>
                $"{shown} is not executable: run \"chmod +x {shown}\" in the config folder.",
            _ when !Posix.IsExecutable(real) =>
                $"{shown} is executable, but not for the user with id {Posix.UserId}: run \"chmod +x {shown}\", or mount the config folder without \"noexec\".",
            _ when !Posix.IsReadable(real) =>
                $"{shown} cannot be read by the user with id {Posix.UserId}: run \"chmod +r {shown}\" in the config folder.",
            _ => null,
        };
    }

    // Shown inside shell commands that people copy.
    private static string Shown(string path) => Plain().IsMatch(path) ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./-]+$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}

/// <summary>What was found out about a script.</summary>
/// <param name="Name">Its path within the hooks folder.</param>
internal sealed record ScriptFinding(string Name)
{
    /// <summary>Its path without symbolic links.</summary>
    public string RealPath { get; init; } = "";

    /// <summary>Why it cannot run and what helps, as a sentence; null when it can.</summary>
    public string? Problem { get; init; }
}

/// <summary>The rule that scripts are in the hooks folder, as far as the text of a path can tell.</summary>
internal static class ScriptPath
{
    public const string OutsideMessage = "The script must be in the hooks folder: put it into \"hooks\" in the config folder and give its name.";

    /// <summary>The absolute path; null when it is not inside the folder.</summary>
    public static string? Within(string folder, string path)
    {
        // GetFullPath refuses a NUL with an exception.
        if (path.Contains('\0'))
        {
            return null;
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(path, root);
        return full.StartsWith(root, StringComparison.Ordinal) && full.Length > root.Length ? full : null;
    }
}
