using System.Globalization;
using System.Text;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>All processes of this machine or container at one moment, from <c>/proc</c>.</summary>
internal static class ProcessTable
{
    public static List<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Find(id) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>One process; null when it has ended.</summary>
    public static ProcessEntry? Find(int processId) => ReadIfAlive($"/proc/{processId}/stat") is { } stat
        ? ProcessEntry.Parse(processId, Encoding.Latin1.GetString(stat))
        : null;

    /// <summary>The children of this process's first thread, to which the kernel gives orphans; null when the kernel does not list them.</summary>
    public static List<int>? AdoptedIds() => ReadIfAlive($"/proc/self/task/{Environment.ProcessId}/children") is { } children
        ? [.. Encoding.Latin1.GetString(children).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))]
        : null;

    /// <summary>One variable of the environment a process was started with; null when it has none, has ended, or is another user's.</summary>
    public static string? VariableOf(int processId, string name)
    {
        if (ReadIfAlive($"/proc/{processId}/environ") is not { } environment)
        {
            return null;
        }

        var prefix = name + "=";
        return Encoding.UTF8.GetString(environment).Split('\0')
            .FirstOrDefault(variable => variable.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }

    /// <summary>The folder a process works in; null when it has ended or is another user's.</summary>
    public static string? FolderOf(int processId)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Processes end between being listed and being read; that is no failure.
    private static byte[]? ReadIfAlive(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>One process.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">The process that started it, or adopted it.</param>
/// <param name="GroupId">Its process group.</param>
/// <param name="SessionId">Its session. A process can begin a new one, but never join one that exists.</param>
/// <param name="BornAt">When it was started, in ticks since boot; together with the id it is unique.</param>
/// <param name="IsZombie">True when it has ended and nobody has taken its exit status.</param>
/// <param name="IsEnding">True from the moment it begins to end: its streams are closed before it is a zombie.</param>
internal readonly record struct ProcessEntry(int Id, int ParentId, int GroupId, int SessionId, long BornAt, bool IsZombie, bool IsEnding)
{
    // PF_EXITING of the kernel's sched.h.
    private const uint Ending = 0x4;

    public static ProcessEntry Parse(int id, string stat)
    {
        // The second field is the program's name in brackets, and may itself hold brackets and blanks.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new(id, Number(1), Number(2), Number(3), long.Parse(fields[19], CultureInfo.InvariantCulture), fields[0] is "Z" or "X", (uint.Parse(fields[6], CultureInfo.InvariantCulture) & Ending) != 0);

        int Number(int index) => int.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
