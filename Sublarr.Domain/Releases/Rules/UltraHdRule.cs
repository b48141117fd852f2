using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>A release that calls itself UHD. That is no source: what was taken is a Blu-ray, or a stream.</summary>
internal sealed partial class UltraHdRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => UltraHd();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Propose(ReleaseField.UltraHd, match.Index, match.Length, "uhd");
        }
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:uhd|ultra ?hd)(?=[ \-\[\]()]|\z|b[dr]|rip)", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex UltraHd();
}
