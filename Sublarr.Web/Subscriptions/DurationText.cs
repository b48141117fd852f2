using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Times as people type them: <c>90</c>, <c>5 min</c>, <c>1 h 30 min</c>, <c>2d</c>.</summary>
internal static partial class DurationText
{
    private static readonly (string Unit, int Seconds)[] Units = [("d", 86_400), ("h", 3_600), ("min", 60)];

    /// <summary>A time in whole seconds; null when it is none. A number alone counts seconds.</summary>
    public static int? Read(string text)
    {
        var match = Duration().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        var seconds = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures, (number, unit) => SecondsOf(number.Value, unit.Value)).Sum();
        return seconds <= int.MaxValue ? (int)Math.Round(seconds) : null;
    }

    /// <summary>Times with commas between them; null when one of them is none. No text is no times.</summary>
    public static IReadOnlyList<int>? ReadList(string text)
    {
        int?[] read = [.. text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];
        return Array.TrueForAll(read, seconds => seconds is not null) ? [.. read.Select(seconds => seconds!.Value)] : null;
    }

    /// <summary>A time in the largest unit that fits without a rest.</summary>
    public static string Write(int seconds)
    {
        var (unit, size) = Units.FirstOrDefault(each => seconds >= each.Seconds && seconds % each.Seconds == 0, (Unit: "s", Seconds: 1));
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / size} {unit}");
    }

    /// <summary>Times with commas between them.</summary>
    public static string WriteList(IEnumerable<int> seconds) => string.Join(", ", seconds.Select(Write));

    private static double SecondsOf(string number, string unit) =>
        double.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * (unit.TrimStart().ToLowerInvariant() switch
        {
            ['d', ..] => 86_400,
            ['h', ..] => 3_600,
            ['m', ..] => 60,
            _ => 1,
        });

    [GeneratedRegex(
        @"^(?:(?<number>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?<unit>$|\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?))\s*)+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
