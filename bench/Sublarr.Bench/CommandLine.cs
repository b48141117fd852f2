using System.Globalization;

namespace Sublarr.Bench;

/// <summary>What was asked for.</summary>
/// <param name="Wanted">The name of a benchmark, or all.</param>
/// <param name="JsonFile">Where every run is written to; null for the screen.</param>
/// <param name="Kills">How often the crash loop kills the app; null for as often as it usually does.</param>
internal sealed record CommandLine(string Wanted, string? JsonFile, int? Kills)
{
    /// <summary>Null when it makes no sense.</summary>
    public static CommandLine? Read(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var wanted, .. var rest])
        {
            return null;
        }

        var line = new CommandLine(wanted, null, null);
        for (; rest is [var option, var value, ..]; rest = rest[2..])
        {
            switch (option)
            {
                case "--json":
                    line = line with { JsonFile = value };
                    break;
                case "--kills" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var kills) && kills > 0:
                    line = line with { Kills = kills };
                    break;
                default:
                    return null;
            }
        }

        return rest.IsEmpty ? line : null;
    }
}
