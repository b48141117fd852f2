namespace Sublarr.Domain.Releases;

/// <summary>
/// Decides which proposals count. "Web", "Proper" or "French" are words of titles, and of the titles of episodes; they are tags where tags stand: behind a tag that
/// is certain, in a row with one, in a row with the number, or in brackets behind it.
/// </summary>
/// <param name="reading">The name.</param>
/// <param name="marks">Its marks, which are sorted and thinned out.</param>
internal readonly struct ReleaseSettlement(ReleaseReading reading, List<ReleaseMark> marks)
{
    public void Settle()
    {
        DropOverlapped();
        marks.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        // Without a number the first word is the title's, whatever it is.
        var from = NumberEnd() ?? FirstWordEnd();
        var first = reading.FirstTag(from);
        Span<bool> accepted = stackalloc bool[Math.Min(marks.Count, 256)];
        AcceptBehind(accepted, first);
        if (NumberEnd() is { } end)
        {
            AcceptInARow(accepted, end);
            AcceptInBrackets(accepted, end);
        }

        AcceptBefore(accepted, first, from);
        for (var index = marks.Count - 1; index >= 0; index--)
        {
            if (index >= accepted.Length || !accepted[index])
            {
                marks.RemoveAt(index);
            }
        }
    }

    // Tags within a number, a group or what was cut off are none.
    private void DropOverlapped()
    {
        for (var index = marks.Count - 1; index >= 0; index--)
        {
            var mark = marks[index];
            var isTag = mark.Weight is MarkWeight.Proposed or MarkWeight.Certain && mark.Field != ReleaseField.Group;
            if (isTag && (mark.End > reading.End || mark.Start < reading.Start || IsTaken(mark)))
            {
                marks.RemoveAt(index);
            }
        }
    }

    private bool IsTaken(ReleaseMark tag)
    {
        foreach (var mark in marks)
        {
            if (mark.Start < tag.End && tag.Start < mark.End && (mark.Weight == MarkWeight.Number || mark.Field == ReleaseField.Group))
            {
                return true;
            }
        }

        return false;
    }

    private int? NumberEnd()
    {
        int? end = reading.Anchor?.End;
        foreach (var mark in marks)
        {
            if (mark.Field == ReleaseField.Year && (end is null || mark.End > end))
            {
                end = mark.End;
            }
        }

        return end;
    }

    private int FirstWordEnd()
    {
        var place = reading.Start;
        while (place < reading.End && FoldedText.IsSeparator(reading.Folded[place]))
        {
            place++;
        }

        while (place < reading.End && !FoldedText.IsSeparator(reading.Folded[place]))
        {
            place++;
        }

        return place;
    }

    // What is certain counts wherever it stands, but for the beginning: a name begins with its title.
    private void AcceptBehind(Span<bool> accepted, int first)
    {
        for (var index = 0; index < accepted.Length; index++)
        {
            var mark = marks[index];
            accepted[index] = mark.Weight switch
            {
                MarkWeight.Proposed => mark.Start >= first && first < reading.End,
                MarkWeight.Certain => mark.Field == ReleaseField.Group || mark.Start > FirstLetter(),
                _ => true,
            };
        }
    }

    private int FirstLetter()
    {
        var place = reading.Start;
        while (place < reading.End && FoldedText.IsSeparator(reading.Folded[place]))
        {
            place++;
        }

        return place;
    }

    private void AcceptInARow(Span<bool> accepted, int end)
    {
        for (var index = 0; index < accepted.Length; index++)
        {
            if (marks[index].Start >= end)
            {
                if (!reading.IsGap(end, marks[index].Start))
                {
                    break;
                }

                accepted[index] = true;
                end = marks[index].End;
            }
        }
    }

    private void AcceptInBrackets(Span<bool> accepted, int end)
    {
        var (depth, at) = (0, end);
        for (var index = 0; index < accepted.Length; index++)
        {
            for (; at < marks[index].Start; at++)
            {
                depth += reading.Folded[at] switch { '[' or '(' => 1, ']' or ')' when depth > 0 => -1, _ => 0 };
            }

            accepted[index] |= depth > 0 && marks[index].Start >= end;
        }
    }

    // Backwards from the first certain tag, or from the end: "German DL 1080p". Without a number a word may be the title's: "The Web 1080p WEB".
    private void AcceptBefore(Span<bool> accepted, int first, int from)
    {
        var hasNumber = NumberEnd() is not null;
        if (!hasNumber && first == reading.End)
        {
            return;
        }

        var next = first == reading.End ? reading.GroupStart() : first;
        for (var index = accepted.Length - 1; index >= 0; index--)
        {
            var mark = marks[index];
            if (mark.Start >= next || mark.Weight == MarkWeight.Within)
            {
                continue;
            }

            if (mark.End > next)
            {
                // Beside a longer one that begins before: "4k" within "4k remaster".
                continue;
            }

            if (mark.Start < from || !reading.IsGap(mark.End, next) || (!hasNumber && IsSaidLater(mark, index)))
            {
                break;
            }

            accepted[index] = true;
            next = mark.Start;
        }
    }

    private bool IsSaidLater(ReleaseMark said, int index)
    {
        for (var later = index + 1; later < marks.Count; later++)
        {
            if (marks[later].Field == said.Field && said.Field != ReleaseField.Other)
            {
                return true;
            }
        }

        return false;
    }
}
