using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The folders whose owners decide which file a script's name stands for: its own, and each above it up to the config folder.</summary>
internal sealed class HookFolders(SublarrOptions options)
{
    /// <summary>The folders, the innermost first, each with the name it has within the config folder.</summary>
    /// <param name="script">The script's path, without symbolic links.</param>
    public IEnumerable<(string Path, string Name)> OfScript(string script)
    {
        var hooks = Posix.RealPath(options.HooksDirectory)!;
        var name = Path.GetFileName(options.HooksDirectory);
        foreach (var folder in Between(Path.GetDirectoryName(script)!, hooks))
        {
            yield return (folder, folder == hooks ? name : Path.Combine(name, Path.GetRelativePath(hooks, folder)));
        }

        // Where the hooks folder is a link, the config folder still says where it leads.
        var config = Posix.RealPath(options.ConfigDirectory)!;
        foreach (var folder in ScriptPath.Within(config, hooks) is null ? [config] : Between(Path.GetDirectoryName(hooks)!, config))
        {
            yield return (folder, Path.GetRelativePath(config, folder));
        }
    }

    private static IEnumerable<string> Between(string inner, string outer)
    {
        for (var folder = inner; ; folder = Path.GetDirectoryName(folder)!)
        {
            yield return folder;
            if (folder == outer || folder == "/")
            {
                yield break;
            }
        }
    }
}
