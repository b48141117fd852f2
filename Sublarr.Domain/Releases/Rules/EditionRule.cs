using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The cut: <c>Extended</c>, <c>Director's Cut</c>, <c>IMAX</c>. Radarr's <c>{edition-…}</c> is taken as it is written.</summary>
internal sealed partial class EditionRule : IReleaseRule
{
    // By how they begin, the longer first. What has no name here is named as it is written.
    private static readonly (string Start, string Name)[] Names =
    [
        ("director", "Director's Cut"), ("dc", "Director's Cut"), ("extended", "Extended"), ("unrated", "Unrated"), ("uncut", "Uncut"), ("theatrical", "Theatrical"),
        ("final cut", "Final Cut"), ("ultimate", "Ultimate"), ("special edition", "Special Edition"), ("collector", "Collector's Edition"), ("criterion", "Criterion"),
        ("4k remaster", "Remastered"), ("remaster", "Remastered"), ("restored", "Restored"), ("imax", "IMAX"), ("open matte", "Open Matte"),
        ("international cut", "International Cut"),
        ("redux", "Redux"), ("despecialized", "Despecialized"), ("producer", "Producer's Cut"), ("alternat", "Alternative Cut"), ("uncensored", "Uncensored"),
        ("deluxe", "Deluxe Edition"), ("assembly", "Assembly Cut"), ("limited edition", "Limited Edition"), ("festival", "Festival Cut"),
    ];

    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Edition();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var tag = reading.Folded.AsSpan(match.Index, match.Length);
            if (tag[0] == '(')
            {
                reading.Mark(ReleaseField.Edition, match.Index, match.Length, reading.Text.Substring(match.Index + 9, match.Length - 10).Trim());
            }
            else if (tag is not "dc" || reading.Text.AsSpan(match.Index, match.Length) is "DC")
            {
                reading.Propose(ReleaseField.Edition, match.Index, match.Length, NameOf(tag));
            }
        }
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        foreach (var (start, name) in Names)
        {
            if (tag.StartsWith(start))
            {
                return name;
            }
        }

        return tag.IndexOf("anniversary", StringComparison.Ordinal) >= 0 ? "Anniversary Edition" : "Fan Edit";
    }

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:director'?s?(?: ?s)? (?:cut|edition)|dc|(?:extended|unrated|uncut|theatrical|ultimate)(?: (?:cut|edition|version|director'?s cut"
        + @"|release))?|final cut|special edition|collector'?s edition|limited edition|deluxe edition|criterion(?: collection| edition)?"
        + @"|(?:4k )?remaster(?:ed)?|restored|imax(?: edition)?|open matte|[0-9]{1,3}(?:st|nd|rd|th) anniversary(?: edition)?|anniversary edition"
        + @"|international cut|redux|despecialized|producer'?s cut|alternat(?:e|ive) cut|assembly cut|festival cut|fan ?edit|uncensored)(?![a-z0-9])"
        + @"|\(edition[\- ][^()\[\]]{1,60}\)", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Edition();
}
