using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Where programs are.</summary>
internal static class Programs
{
    /// <summary>The path of a program in the folders scripts look in; null when none has it.</summary>
    public static string? Find(string name) => ScriptEnvironment.SearchPath.Split(':')
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(path => File.Exists(path) && Posix.IsExecutable(path));
}
