using System.Globalization;

namespace Sublarr.Infrastructure.Channels.Script.Sandbox;

/// <summary>Reads what the kernel says of a script (proc(5)) and what became of the two processes it left behind.</summary>
internal static class SandboxFacts
{
    /// <summary>The name of the fact that nothing outlives a run.</summary>
    public const string TreeEnded = "tree_ended";

    private const int LeftByProbe = 2;
    private const int BrokenPipe = 13;

    /// <summary>What holds, the most wanted first.</summary>
    /// <param name="printed">The parts of <c>/proc/PID</c> that the probe printed, each below its name.</param>
    /// <param name="leftBehind">How many processes were found and ended when it was over.</param>
    public static IReadOnlyList<SandboxFact> Of(string printed, int leftBehind)
    {
        var parts = printed.Split("\n=== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var (status, environment) = (parts["status"], parts["environ"]);
        var user = Field(status, "Uid:")[0];
        return
        [
            Group(parts["stat"]),
            new(TreeEnded, leftBehind >= LeftByProbe, leftBehind >= LeftByProbe
                ? "All that a script starts ends with it, even what leaves its group, its session and its environment."
                : "Of two processes that left the script, not both were found: what leaves its group may outlive it."),
            Environment(environment),
            Core(parts["limits"]),
            Pipes(status),
            new("not_root", user != "0", user != "0"
                ? $"Scripts run as the user with id {user}, as Sublarr does."
                : "Scripts run as root, as Sublarr does: run Sublarr as another user."),
            Privileges(status),
            new("seccomp", Field(status, "Seccomp:")[0] == "2", Field(status, "Seccomp:")[0] == "2"
                ? "System calls are filtered, by the container or the service manager."
                : "System calls are not filtered."),
            Cgroup(parts["cgroup"]),
            Unlimited(parts["limits"]),
            new("filesystem", Holds: false, "Scripts see the same files and the same network as Sublarr: what it may read, they may read."),
        ];
    }

    private static SandboxFact Group(string stat)
    {
        // "pid (name) state ppid pgrp session …"; the name may hold spaces and brackets.
        var id = stat.Split(' ')[0].Trim();
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var holds = fields[2] == id && fields[3] == id;
        return new("own_session", holds, holds
            ? "Each run has a process group and a session of its own, which are signalled as a whole."
            : "Runs share the process group of Sublarr: a script is ended alone.");
    }

    private static SandboxFact Environment(string environment)
    {
        var names = environment.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        var foreign = names.Where(name => !name.StartsWith("SUBLARR_", StringComparison.Ordinal) && name is not ("PATH" or "HOME" or "LANG" or "TZ")).ToList();
        return new("clean_environment", foreign.Count == 0, foreign.Count == 0
            ? "Nothing of the server's environment reaches a script but what you name for it."
            : $"Scripts see variables of the server: {string.Join(", ", foreign)}.");
    }

    private static SandboxFact Core(string limits)
    {
        var holds = Limit(limits, "Max core file size") is "0";
        return new("no_core_files", holds, holds ? "A script that crashes writes no core file." : "A script that crashes may write a core file with what it was told.");
    }

    private static SandboxFact Pipes(string status)
    {
        var ignored = ulong.Parse(Field(status, "SigIgn:")[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var holds = (ignored & (1UL << (BrokenPipe - 1))) == 0;
        return new("broken_pipes", holds, holds
            ? "Pipes break as in a terminal."
            : "SIGPIPE is ignored: a pipe such as \"yes | head -1\" may not end by itself.");
    }

    private static SandboxFact Privileges(string status)
    {
        var (locked, capabilities) = (Field(status, "NoNewPrivs:")[0] == "1", Field(status, "CapEff:")[0].Trim('0').Length > 0);
        return new("no_new_privileges", locked, (locked, capabilities) switch
        {
            (true, false) => "Scripts have no special rights and cannot gain any.",
            (true, true) => "Scripts cannot gain rights, but have some of root's (capabilities).",
            (false, true) => "Scripts have some of root's rights (capabilities), and set-uid programs can give them more.",
            _ => "Scripts can gain rights by set-uid programs, if there are any: start the container with \"no-new-privileges\" to prevent it.",
        });
    }

    private static SandboxFact Cgroup(string cgroup)
    {
        var holds = cgroup.Trim() != File.ReadAllText("/proc/self/cgroup").Trim();
        return new("own_cgroup", holds, holds
            ? "Each run has a control group of its own."
            : "Runs share the control group of Sublarr: what memory and processor time the container has, they share with it.");
    }

    private static SandboxFact Unlimited(string limits)
    {
        string[] unlimited =
        [
            .. new[] { ("Max address space", "memory"), ("Max cpu time", "processor time"), ("Max processes", "number of processes") }
                .Where(kind => Limit(limits, kind.Item1) == "unlimited").Select(kind => kind.Item2),
        ];
        return new("resource_limits", unlimited.Length == 0, unlimited.Length == 0
            ? "Memory, processor time and number of processes are limited."
            : $"One script alone has no limit of {string.Join(" or ", unlimited)}; the timeout and the limit of output hold.");
    }

    private static string[] Field(string status, string name) =>
        status.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string? Limit(string limits, string name) => limits.Split('\n')
        .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..]
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
}
