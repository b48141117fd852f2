using System.ComponentModel;
using System.Text.RegularExpressions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Says whether a script may and can run, before every run: a file that was fine when it was saved may have been swapped since.</summary>
internal sealed partial class ScriptCheck(SublarrOptions options, HookModes modes)
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // A file that was saved anew while it was looked at is looked at again.
    private const int Looks = 5;

    private readonly HookFolders _folders = new(options);

    /// <param name="options">Where this Sublarr lives.</param>
    public ScriptCheck(SublarrOptions options)
        : this(options, new HookModes(options))
    {
    }

    /// <summary>Looks at the script a setting names.</summary>
    /// <param name="scriptPath">Absolute, or relative to the hooks folder.</param>
    public ScriptFinding Examine(string scriptPath)
    {
        using var looked = Look(scriptPath);
        return looked;
    }

    /// <summary>The same, and keeps hold of the script, so that no other is started; dispose of it when the run is over.</summary>
    /// <param name="scriptPath">Absolute, or relative to the hooks folder.</param>
    public ScriptFinding Hold(string scriptPath)
    {
        for (var look = 1; ; look++)
        {
            var script = Look(scriptPath);
            if (script.Problem is not null || script.IsReady())
            {
                return script;
            }

            script.Dispose();
            if (look == Looks)
            {
                return new(script.Name) { Problem = $"{script.Name} is being replaced again and again: find out by what." };
            }
        }
    }

    private ScriptFinding Look(string scriptPath)
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
            return ScriptFile.Open(path) is { } file
                ? new(name) { File = file, Problem = ProblemOf(file, shown) }
                : new(name) { Problem = $"{shown} does not exist: put the script there, or correct the path." };
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return new(name) { Problem = $"{shown} cannot be looked at ({exception.Message}): let the user with id {Posix.UserId} read it." };
        }
    }

    private string? ProblemOf(ScriptFile file, string shown) =>
        PlaceProblem(file.Path, shown) ?? KindProblem(file.Status, shown) ?? SafetyProblem(file, shown) ?? StartProblem(file, shown) ?? Shebang.ProblemOf(file.Held, shown);

    private string? PlaceProblem(string real, string shown) =>
        Posix.RealPath(options.HooksDirectory) is { } hooks && ScriptPath.Within(hooks, real) is not null
            ? null
            : $"{shown} is a link to a place outside the hooks folder: put the script itself there.";

    private static string? KindProblem(FileStatus file, string shown) => file switch
    {
        { IsFolder: true } => $"{shown} is a folder: name the script in it.",
        { IsRegularFile: false } => $"{shown} is no ordinary file: put a script there.",
        _ => null,
    };

    // Who can change the file, or what stands under its name, decides what runs as Sublarr.
    private string? SafetyProblem(ScriptFile file, string shown)
    {
        var problem = ChangeProblem(file.Status, shown) ?? _folders.OfScript(file.Path).Select(folder => FolderProblem(folder.Path, folder.Name)).FirstOrDefault(each => each is not null);
        if (problem is null || modes.AreKept())
        {
            return problem;
        }

        return modes.AreDispensable ? null : modes.ProblemOf(shown);
    }

    private static string? ChangeProblem(FileStatus file, string shown) => file switch
    {
        _ when file.OwnerId != 0 && file.OwnerId != Posix.UserId =>
            $"{shown} belongs to another user (id {file.OwnerId}), who could change what Sublarr runs: run \"chown {Posix.UserId} {shown}\" in the config folder.",
        { MayBeChangedByOthers: true } => $"Other users may change {shown}: run \"chmod go-w {shown}\" in the config folder.",
        _ => null,
    };

    private static string? FolderProblem(string path, string name)
    {
        var folder = Posix.StatusOf(path);
        var shown = Shown(name);
        var called = name == "." ? "config folder itself" : $"folder {shown}";
        return folder switch
        {
            _ when folder.OwnerId != 0 && folder.OwnerId != Posix.UserId =>
                $"The {called} belongs to another user (id {folder.OwnerId}), who could put another script there: run \"chown {Posix.UserId} {shown}\" in the config folder.",
            // Where only owners may rename, as in /tmp, the script stays what it is.
            { MayBeChangedByOthers: true, IsSticky: false } =>
                $"Other users may change the {called}, and so put another script there: run \"chmod go-w {shown}\" in the config folder.",
            _ => null,
        };
    }

    private static string? StartProblem(ScriptFile file, string shown) => file switch
    {
        _ when (file.Status.Permissions & AnyExecute) == UnixFileMode.None =>
            $"{shown} is not executable: run \"chmod +x {shown}\" in the config folder.",
        _ when !Posix.IsExecutable(file.Held) =>
            $"{shown} is executable, but not for the user with id {Posix.UserId}: run \"chmod +x {shown}\", or mount the config folder without \"noexec\".",
        _ when !Posix.IsReadable(file.Held) =>
            $"{shown} cannot be read by the user with id {Posix.UserId}: run \"chmod +r {shown}\" in the config folder.",
        _ => null,
    };

    // Shown inside shell commands that people copy.
    private static string Shown(string path) => Plain().IsMatch(path) ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./-]+$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}

/// <summary>What was found out about a script.</summary>
/// <param name="Name">Its path within the hooks folder.</param>
internal sealed record ScriptFinding(string Name) : IDisposable
{
    /// <summary>The script itself; null when there is none.</summary>
    public ScriptFile? File { get; init; }

    /// <summary>The path to start it by, once it is ready.</summary>
    public string PathToStart { get; private set; } = "";

    /// <summary>Why it cannot run and what helps, as a sentence; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>False when it has been deleted or replaced since it was looked at.</summary>
    public bool IsReady()
    {
        PathToStart = File!.PathToStart() ?? "";
        return PathToStart.Length > 0;
    }

    /// <summary>What it printed, with the name people know it by in place of the one it was started under.</summary>
    public string ByItsName(string printed) => File is { Prefix.Length: > 0 } ? printed.Replace(File.Prefix, "", StringComparison.Ordinal) : printed;

    public void Dispose() => File?.Dispose();
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
