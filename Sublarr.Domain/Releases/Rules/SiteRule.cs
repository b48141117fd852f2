using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The address of a site in front of the name: <c>[ www.Site.org ] - Name</c>.</summary>
internal sealed partial class SiteRule : IReleaseRule
{
    public int Order => ReleaseStep.Noise + 20;

    public Regex Pattern => Site();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Start = match.Length;
        }
    }

    [GeneratedRegex(
        @"\A[\[( ]{0,3}(?:[^ \[\]()\-]{0,20} ?www [a-z0-9\-]{2,40}(?: [a-z0-9\-]{2,20})? [a-z]{2,6}|[a-z0-9\-]{2,40} (?:com|org|net|to|cc|info"
        + @"|re))(?: ?[\])][ \-]{0,4}|[ \-]{0,3}-[ \-]{0,3})", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Site();
}
