using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>
/// Who made it: behind the last hyphen, in brackets in front (anime), in brackets at the end, or the last word within the brackets of tags. Somebody who is not in
/// one of these places is not found rather than guessed.
/// </summary>
internal sealed partial class GroupRule : IReleaseRule
{
    public int Order => ReleaseStep.Group;

    public Regex Pattern => Place();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        var hasFront = TryFront(reading);
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var start = match.Index;
            var end = match.Index + match.Length;
            while (start < end && reading.Folded[start] is '-' or '[' or '(' or ' ' or ']' or ')')
            {
                start++;
            }

            while (end > start && reading.Folded[end - 1] is ']' or ')' or ' ')
            {
                end--;
            }

            // Round brackets hold tags and second titles; braces a group.
            var isBracketed = reading.Folded[start - 1] is '[' or '(';
            if (start < end && !hasFront && (reading.Folded[start - 1] != '(' || reading.Text[start - 1] == '{') && IsGroup(reading, match.Index, start, end, isBracketed))
            {
                var from = reading.Folded[match.Index] is ']' or ')' ? match.Index + 1 : match.Index;
                reading.Mark(ReleaseField.Group, from, match.Index + match.Length - from, reading.Text[start..end]);
                return;
            }
        }

        if (!hasFront)
        {
            _ = TryInBrackets(reading) || TryLastWord(reading);
        }
    }

    // "[Group] Name - 01": brackets of tags are none, and something has to follow them.
    private static bool TryFront(ReleaseReading reading)
    {
        var text = reading.Folded;
        if (reading.Start >= reading.End || text[reading.Start] != '[' || text.IndexOf(']', reading.Start, reading.End - reading.Start) is not (var close and > 0))
        {
            return false;
        }

        var (start, end) = (reading.Start + 1, close);
        if (end - start is < 1 or > 60 || close + 1 >= reading.End || reading.IsMarked(start) || reading.IsGap(start, end) || IsTitle(reading, close + 1))
        {
            return false;
        }

        reading.Mark(ReleaseField.Group, reading.Start, close + 1 - reading.Start, reading.Text[start..end].Trim());
        return true;
    }

    // "[Name] S01E02": what stands right before the number is the title.
    private static bool IsTitle(ReleaseReading reading, int end) => reading.Anchor is { } anchor && reading.IsGap(end, anchor.Start);

    // A group follows tags or a number, and is no tag itself: "WEB-DL" ends no name with the group DL.
    private static bool IsGroup(ReleaseReading reading, int dash, int start, int end, bool isBracketed)
    {
        foreach (var mark in reading.Marks)
        {
            if (mark.Start < end && start < mark.End && (isBracketed || mark.Start < start || (mark.Weight != MarkWeight.Proposed && mark.Start == start && mark.End >= end)))
            {
                return false;
            }
        }

        var tag = reading.FirstTag(reading.Start + 1);
        if (tag < dash)
        {
            return true;
        }

        // Without a tag that is certain: right behind the number, or in the dotted style of releases, in capitals.
        var from = reading.Anchor?.End ?? NumberEnd(reading);
        return from is { } number && number <= dash && reading.Folded[dash] == '-'
            && (number == dash || IsProposed(reading, dash) || (!reading.Text.Contains(' ') && reading.Text.AsSpan(start, end - start).IndexOfAnyInRange('a', 'z') < 0));
    }

    private static int? NumberEnd(ReleaseReading reading)
    {
        foreach (var mark in reading.Marks)
        {
            if (mark.Field == ReleaseField.Year)
            {
                return mark.End;
            }
        }

        return null;
    }

    private static bool IsProposed(ReleaseReading reading, int dash)
    {
        foreach (var mark in reading.Marks)
        {
            if (mark.End == dash)
            {
                return true;
            }
        }

        return false;
    }

    // "(1080p BluRay x265 10bit Name)": what is left at the end of the last brackets with tags.
    private static bool TryInBrackets(ReleaseReading reading)
    {
        var rest = reading.Rest.TrimEnd();
        if (rest is not [.., ')' or ']'])
        {
            return false;
        }

        var close = rest.Length - 1;
        var open = rest.LastIndexOfAny('(', '[');
        if (open < 0 || reading.FirstTag(open) >= close)
        {
            return false;
        }

        return TryWord(reading, open, close);
    }

    // "1080p.BluRay.x264.NAME": one word behind the codec.
    private static bool TryLastWord(ReleaseReading reading)
    {
        var end = reading.Rest.TrimEnd().Length;
        return reading.FirstTag(reading.Start + 1) < end && end > 0 && reading.Folded[end - 1] is not (')' or ']') && TryWord(reading, reading.FirstTag(reading.Start + 1), end);
    }

    private static bool TryWord(ReleaseReading reading, int from, int end)
    {
        var start = end;
        while (start > from && !(reading.Folded[start - 1] is ' ' or ',' or '(' or '[' or ']' or ')'))
        {
            start--;
        }

        if (start >= end || end - start is < 2 or > 20 || start == from || reading.IsMarked(start) || reading.IsMarked(end - 1) || !FollowsTag(reading, start))
        {
            return false;
        }

        reading.Mark(ReleaseField.Group, start, end - start, reading.Text[start..end]);
        return true;
    }

    private static bool FollowsTag(ReleaseReading reading, int start)
    {
        foreach (var mark in reading.Marks)
        {
            if (mark.End <= start && mark.Weight is MarkWeight.Certain or MarkWeight.Proposed && reading.IsGap(mark.End, start))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"(?:(?: -|-) ?\[?(?:d-z0n3|e-n-d|[^ \-\[\](){}]{1,30}(?: [a-z]{2,3}\])?)\]?|[ \])]\[[^\[\](){}]{2,30}\]|[ \])]\([^\[\](){}]{2,30}\)) ?\z", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Place();
}
