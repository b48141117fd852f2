using System.Text;
using System.Text.RegularExpressions;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Variables of the server's environment that a person lets a hook see. Only names are stored; what the server keeps for itself is never handed on.</summary>
internal static partial class AllowedEnvironment
{
    /// <summary>More names than any script needs.</summary>
    public const int NameLimit = 50;

    /// <summary>The size of all values together, in bytes: the other half of a script's environment is for the event.</summary>
    public const int TotalLimit = ScriptEnvironment.TotalLimit / 2;

    // The server reads its own settings, secrets among them, from names like these, and "__" parts the levels of any of its settings.
    private static readonly string[] ServersOwn = ["SUBLARR_", "ASPNETCORE_", "DOTNET_", "COMPLUS_", "CORECLR_"];

    // Sublarr gives every script these itself, or they would change which code a program loads.
    private static readonly string[] Given = ["PATH", "HOME", "LANG", "TZ"];

    /// <summary>Why a name cannot be handed on, as a sentence; null when it can.</summary>
    public static string? ProblemOf(string name) => name switch
    {
        _ when !Name().IsMatch(name) => $"\"{name}\" is no name of a variable: use letters, digits and underscores, such as JELLYFIN_URL.",
        _ when Given.Contains(name, StringComparer.OrdinalIgnoreCase) => $"{name} is always given to scripts, by Sublarr: leave it out.",
        _ when name.StartsWith("LD_", StringComparison.OrdinalIgnoreCase) => $"{name} changes which code programs load: set it in the script.",
        _ when name.Contains("__", StringComparison.Ordinal) || Array.Exists(ServersOwn, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) =>
            $"{name} is one of the server's own settings and may hold a secret: scripts never see it.",
        _ => null,
    };

    /// <summary>Those of the variables that the server has, with their values. A value that does not fit is left out, never cut.</summary>
    public static Dictionary<string, string> Of(IEnumerable<string> names)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = TotalLimit;
        foreach (var name in names.Where(name => ProblemOf(name) is null).Take(NameLimit))
        {
            // No setting of ours: it is the variable itself that is handed on.
#pragma warning disable RS0030
            var present = Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030
            if (present is { } value && SizeOf(name, value) is var size && size <= left && variables.TryAdd(name, value))
            {
                left -= size;
            }
        }

        return variables;
    }

    private static int SizeOf(string name, string value) => Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 2;

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
