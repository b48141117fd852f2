using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>A second title: behind <c>AKA</c>, <c>/</c> or <c>|</c>, in brackets behind the first, or where the script changes.</summary>
internal sealed partial class AlternativeTitleRule : IReleaseRule
{
    public int Order => ReleaseStep.Title;

    public Regex Pattern => Between();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        var start = TitleText.StartOf(reading);
        if (start >= reading.TitleEnd)
        {
            return;
        }

        foreach (var match in pattern.EnumerateMatches(reading.Folded.AsSpan(start, reading.TitleEnd - start)))
        {
            if (match.Index > 0)
            {
                Split(reading, start + match.Index, start + match.Index + match.Length);
                return;
            }
        }

        if (TitleText.ScriptChange(reading, start) is { } change)
        {
            Split(reading, change, change);
        }
    }

    private static void Split(ReleaseReading reading, int end, int start)
    {
        var (from, to) = TitleText.Trim(reading, start, reading.TitleEnd);
        if (from < to && TitleText.IsTitle(reading, from, to))
        {
            reading.Mark(ReleaseField.AlternativeTitle, from, to - from, TitleText.Clean(reading.Text[from..to]));
            reading.TitleEnd = end;
        }
    }

    [GeneratedRegex(@" \(?(?:aka|a k a ?) | ?[/|] |[/|](?=[^/|]{1,200}\z)| ?\((?=[^()]{4,100}\)?[ \-(\[]{0,3}\z)|\] ?\[(?=[^\[\]])| \[(?=[^\[\]]{4,100}\]?[ \-(\[]{0,3}\z)", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Between();
}
