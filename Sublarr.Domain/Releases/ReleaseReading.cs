using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases;

/// <summary>A name while it is read: what rules have marked in it so far.</summary>
public sealed class ReleaseReading
{
    private readonly List<ReleaseMark> _marks = new(24);
    private readonly string _afterSpace;

    internal ReleaseReading(string text, bool isFile)
    {
        (Text, IsFile, End) = (text, isFile, text.Length);
        Folded = FoldedText.Of(text);
        _afterSpace = $" {Folded}";
        TitleEnd = text.Length;
        TitleStart = -1;
    }

    /// <summary>The name as it is written.</summary>
    public string Text { get; }

    /// <summary>The same in lower case, with a space for each dot, underscore and blank; places are the same in both.</summary>
    public string Folded { get; }

    /// <summary>True for the last name of a path, which may have an extension.</summary>
    public bool IsFile { get; }

    /// <summary>Where the name begins, without what was cut off.</summary>
    public int Start { get; set; }

    /// <summary>Where it ends, without what was cut off.</summary>
    public int End { get; set; }

    /// <summary>What was marked.</summary>
    public IReadOnlyList<ReleaseMark> Marks => _marks;

    /// <summary>Where the title begins. Known once everything is settled.</summary>
    public int TitleStart { get; private set; }

    /// <summary>Where the title ends. Known once everything is settled.</summary>
    public int TitleEnd { get; set; }

    /// <summary>Where the first of season, episode, date and absolute number begins and the last ends; null when there is none.</summary>
    public (int Start, int End)? Anchor { get; private set; }

    /// <summary>The year.</summary>
    public int? Year { get; set; }

    /// <summary>The season.</summary>
    public int? Season { get; set; }

    /// <summary>The last season of several.</summary>
    public int? SeasonLast { get; set; }

    /// <summary>The episodes.</summary>
    public List<int> Episodes { get; } = [];

    /// <summary>The number through all seasons.</summary>
    public int? Absolute { get; set; }

    /// <summary>The last of several.</summary>
    public int? AbsoluteLast { get; set; }

    /// <summary>The day.</summary>
    public DateOnly? Date { get; set; }

    /// <summary>True when an episode is known.</summary>
    public bool IsNumbered => Episodes.Count > 0 || Absolute is not null || Date is not null;

    /// <summary>What is left of the name, folded.</summary>
    public ReadOnlySpan<char> Rest => Folded.AsSpan(0, End);

    /// <summary>The words that a pattern finds in it. The pattern begins with what stands before a word, a space before the first of them: so it jumps from word to word.</summary>
    /// <param name="pattern">The pattern.</param>
    public WordMatches Words(Regex pattern) => new(pattern.EnumerateMatches(_afterSpace.AsSpan(0, End + 1)));

    /// <summary>True when some letters are in what is left of the name. A word that few names have is looked for like this first, which costs less than a pattern.</summary>
    /// <param name="letters">The letters.</param>
    public bool Contains(string letters) => Rest.Contains(letters, StringComparison.Ordinal);

    /// <summary>Marks a piece that certainly says something.</summary>
    /// <param name="field">What it says.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="value">What is read of it.</param>
    public void Mark(ReleaseField field, int start, int length, string value) => _marks.Add(new(start, start + length, field, value, MarkWeight.Certain));

    /// <summary>Marks a piece that says something if it stands among tags, and is a word of a title otherwise.</summary>
    /// <param name="field">What it may say.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="value">What is read of it.</param>
    public void Propose(ReleaseField field, int start, int length, string value) => _marks.Add(new(start, start + length, field, value, MarkWeight.Proposed));

    /// <summary>Marks a number that a title ends at.</summary>
    /// <param name="field">What it says.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    public void MarkNumber(ReleaseField field, int start, int end)
    {
        _marks.Add(new(start, end, field, "", MarkWeight.Number));
        if (field != ReleaseField.Year)
        {
            Anchor = Anchor is { } known ? (Math.Min(known.Start, start), Math.Max(known.End, end)) : (start, end);
        }
    }

    /// <summary>Marks a piece that says something and belongs to the title all the same.</summary>
    /// <param name="field">What it says.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="value">What is read of it.</param>
    public void MarkWithin(ReleaseField field, int start, int length, string value) => _marks.Add(new(start, start + length, field, value, MarkWeight.Within));

    /// <summary>Where the first tag that is certain begins at or after a place; where the name ends when there is none.</summary>
    /// <param name="from">The place.</param>
    public int FirstTag(int from)
    {
        var first = End;
        foreach (var mark in _marks)
        {
            if (mark.Weight == MarkWeight.Certain && mark.Start >= from && mark.Start < first && mark.Field is not (ReleaseField.Group or ReleaseField.Crc32))
            {
                first = mark.Start;
            }
        }

        return first;
    }

    /// <summary>True when a mark covers the place.</summary>
    /// <param name="place">The place.</param>
    public bool IsMarked(int place)
    {
        foreach (var mark in _marks)
        {
            if (mark.Start <= place && place < mark.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when nothing but separators stands between two places.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The second.</param>
    public bool IsGap(int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if (!FoldedText.IsSeparator(Folded[index]))
            {
                return false;
            }
        }

        return from <= to;
    }

    /// <summary>What a field was read as, by the mark that stands first; null without any.</summary>
    /// <param name="field">The field.</param>
    public string? ValueOf(ReleaseField field)
    {
        foreach (var mark in _marks)
        {
            if (mark.Field == field)
            {
                return mark.Value;
            }
        }

        return null;
    }

    /// <summary>A number of digits alone.</summary>
    /// <param name="digits">The digits.</param>
    public static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Decides which proposals count, and where the title ends.</summary>
    internal void Settle()
    {
        new ReleaseSettlement(this, _marks).Settle();
        TitleStart = Start;
        foreach (var mark in _marks)
        {
            // Behind a group in front, or a day in brackets.
            if (mark.Start <= Start + 1 && (mark.Field == ReleaseField.Group || (mark.Weight == MarkWeight.Number && mark.Start > Start)))
            {
                TitleStart = mark.End;
            }
            else if (mark.Weight != MarkWeight.Within && mark.Start < TitleEnd && mark.Field != ReleaseField.Group)
            {
                TitleEnd = mark.Start;
            }
        }

        TitleEnd = Math.Clamp(TitleEnd, TitleStart, Math.Max(TitleStart, GroupStart()));
    }

    /// <summary>Where a group at the end begins; where the name ends when there is none.</summary>
    internal int GroupStart()
    {
        var end = End;
        foreach (var mark in _marks)
        {
            if (mark.Field == ReleaseField.Group && mark.Start > Start && mark.Start < end)
            {
                end = mark.Start;
            }
        }

        return end;
    }
}

/// <summary>A marked piece.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Field">What it says.</param>
/// <param name="Value">What is read of it; numbers are kept by the reading.</param>
/// <param name="Weight">How much it counts.</param>
public readonly record struct ReleaseMark(int Start, int End, ReleaseField Field, string Value, MarkWeight Weight);

/// <summary>How much a mark counts.</summary>
public enum MarkWeight
{
    /// <summary>It may be a word of the title.</summary>
    Proposed,

    /// <summary>It is no word of a title.</summary>
    Certain,

    /// <summary>A number that a title ends at.</summary>
    Number,

    /// <summary>It is part of the title, too.</summary>
    Within,
}
