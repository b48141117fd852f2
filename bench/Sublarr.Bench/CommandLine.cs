using System.Globalization;

namespace Sublarr.Bench;

/// <summary>What was asked for.</summary>
/// <param name="Wanted">The name of a benchmark, or all.</param>
/// <param name="JsonFile">Where every run is written to; null for the screen.</param>
/// <param name="Kills">How often the crash loop kills the app; null for as often as it usually does.</param>
/// <param name="Beside">The root of another checkout, built already, that is measured in turn with this one; null for this one alone.</param>
/// <param name="Pairs">How often both are measured then.</param>
internal sealed record CommandLine(string Wanted, string? JsonFile, int? Kills, string? Beside, int Pairs)
{
    /// <summary>Null when it makes no sense.</summary>
    public static CommandLine? Read(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var wanted, .. var rest])
        {
            return null;
        }

        var line = new CommandLine(wanted, null, null, null, 3);
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
                case "--beside":
                    line = line with { Beside = value };
                    break;
                case "--pairs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var pairs) && pairs > 0:
                    line = line with { Pairs = pairs };
                    break;
                default:
                    return null;
            }
        }

        return rest.IsEmpty ? line : null;
    }
}
