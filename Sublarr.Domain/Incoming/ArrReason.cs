using System.Text.RegularExpressions;

namespace Sublarr.Domain.Incoming;

/// <summary>
/// Why Sonarr or Radarr complains, as it may be told to everybody: on one line, without the paths, addresses and keys that their sentences hold. The whole sentences stay
/// with the event for hooks alone.
/// </summary>
public static partial class ArrReason
{
    /// <summary>The most characters of a reason.</summary>
    public const int LengthLimit = 500;

    // What is cut off is not looked through either. Half an address at the end would no longer be known for one, so what is looked through is far longer than what is shown.
    private const int ReadLimit = 4 * LengthLimit;

    /// <summary>The reason; null when the report has none.</summary>
    /// <param name="report">The report as it was understood.</param>
    public static string? Of(ArrReport report) => report.Subject switch
    {
        ArrSubject.Unhealthy or ArrSubject.HealthRestored => Told(report.Message) ?? Told(report.Check),
        ArrSubject.NeedsAttention => Told(string.Join("; ", report.Problems.SelectMany(problem => problem.Messages).Select(Trimmed).Distinct())) ?? Told(report.Message),
        _ => null,
    };

    private static string? Told(string? said) => string.IsNullOrWhiteSpace(said) ? null : ArrText.OneLine(WithoutPlaces(Trimmed(said)), LengthLimit);

    private static string Trimmed(string said) => said.Trim().TrimEnd('.');

    private static string WithoutPlaces(string said)
    {
        var read = said.Length > ReadLimit ? said[..ReadLimit] : said;
        // Addresses hold slashes and keys: they go first.
        return Place().Replace(Key().Replace(Address().Replace(read, "[address]"), "${name}***"), "[path]");
    }

    // With a scheme; by number; with a port; and names that only a network at home knows. A name alone may as well be a release.
    [GeneratedRegex(
        """
        [A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s"'<>()]+
        |(?<![A-Za-z0-9_.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?::[0-9]{1,5})?(?![A-Za-z0-9_]|\.[A-Za-z0-9_])
        |\[[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%\w+)?\](?::[0-9]{1,5})?
        |(?<![\w:])(?:(?:[0-9A-Fa-f]{1,4}:){4,7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]{0,30}::[0-9A-Fa-f:.]{1,30})(?![\w:])
        |(?<![A-Za-z0-9_.-])(?=[0-9.-]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_.-]{0,250}:(?:[0-9]{4,5}|(?<=\.[A-Za-z0-9_-]{1,63}:)[0-9]{2,3})(?![A-Za-z0-9_])
        |(?<![\w.-])(?:localhost|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.(?:local|lan|internal|localdomain|arpa|docker))(?![\w-]|\.\w)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Address();

    [GeneratedRegex("(?<name>\\b(?:(?:api[ _-]?key|token|passkey|passwords?|secret)(?:\\s?[=:]\\s?[\"']?|\\s[\"'])|bearer\\s))[^\\s\"'&,;]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    // Sonarr may speak any language: before a path there may be any character that is part of none.
    // Names of folders hold spaces and commas, so one ends no sooner than with the last word that has a separator: better a word too many than half of a path.
    [GeneratedRegex(
        """(?<![A-Za-z0-9_./\\-])(?:[A-Za-z]:[\\/]|\\\\|~?/)(?=[^\s])(?:(?:[^"'<>|\r\n]|(?<=\w)'(?=\w))*[\\/])?[^\s"'<>|,;()]*""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
