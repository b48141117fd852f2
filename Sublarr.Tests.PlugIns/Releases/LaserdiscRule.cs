using System.Text.RegularExpressions;
using Sublarr.Domain.Releases;

namespace Sublarr.Tests.PlugIns.Releases;

/// <summary>A rule of one file.</summary>
public sealed partial class LaserdiscRule : IReleaseRule
{
    /// <inheritdoc/>
    public int Order => ReleaseStep.Tags;

    /// <inheritdoc/>
    public Regex Pattern => Laserdisc();

    /// <inheritdoc/>
    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Mark(ReleaseField.Source, match.Index, match.Length, "laserdisc");
        }
    }

    [GeneratedRegex("(?<![a-z0-9])(?:laser ?disc|ldrip)(?![a-z0-9])")]
    private static partial Regex Laserdisc();
}
