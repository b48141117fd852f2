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
        foreach (var (start, length) in reading.Words(pattern))
        {
            var tag = reading.Folded.AsSpan(start, length);
            if (tag[^1] == ')')
            {
                // The bracket that opens before the word belongs to it.
                reading.Mark(ReleaseField.Edition, start - 1, length + 1, reading.Text.Substring(start + 8, length - 9).Trim());
            }
            else if (tag is not "dc" || reading.Text.AsSpan(start, length) is "DC")
            {
                reading.Propose(ReleaseField.Edition, start, length, NameOf(tag));
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
        $@"{WordPattern.Before}(?:(?>[0-9]{{1,3}}(?:st|nd|rd|th) anniversary(?: edition{WordPattern.End})?|(?>4k remaster(?:ed)?|alternat(?:e|ive) cut|anniversary edition|assembly cut"
        + $@"|collector'?s edition|criterion(?: (?:collection|edition){WordPattern.End})?|dc|deluxe edition|despecialized|director'?s?(?: ?s)? (?:cut|edition)|fan ?edit|festival cut"
        + $@"|final cut|imax(?: edition{WordPattern.End})?|international cut|limited edition|open matte|producer'?s cut|redux|remaster(?:ed)?|restored|special edition|uncensored"
        + $@"|(?:extended|theatrical|ultimate|uncut|unrated)(?: (?:cut|edition|version|director'?s cut|release){WordPattern.End})?)){WordPattern.End}"
        + @"|(?<=\()edition[\- ][^()\[\]]{1,60}\))", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Edition();
}
