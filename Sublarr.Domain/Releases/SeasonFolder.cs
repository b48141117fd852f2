using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases;

/// <summary>Folders that hold one season, as Sonarr names them and as people do in a few languages: <c>Season 02</c>, <c>Staffel 2</c>, <c>S02</c>, <c>Specials</c>.</summary>
internal static partial class SeasonFolder
{
    /// <summary>The season it holds, 0 for specials; null when it is no such folder.</summary>
    /// <param name="name">Without the folder it is in.</param>
    public static int? NumberOf(ReadOnlySpan<char> name)
    {
        if (!Pattern().IsMatch(name))
        {
            return null;
        }

        var digits = name[(name.LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        return digits.IsEmpty ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"\A(?:(?:season|series|saison|staffel|temporada|stagione|seizoen|sæson|säsong)[ ._\-]?[0-9]{1,4}|s[ ._\-]?[0-9]{1,4}|specials?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Pattern();
}
