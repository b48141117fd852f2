using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The title: what is left in front of everything else.</summary>
internal sealed partial class TitleRule : IReleaseRule
{
    public int Order => ReleaseStep.Title + 10;

    public Regex Pattern => Anything();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        var (start, end) = TitleText.Trim(reading, TitleText.StartOf(reading), reading.TitleEnd);
        if (start < end && pattern.IsMatch(reading.Folded.AsSpan(start, end - start)))
        {
            reading.Mark(ReleaseField.Title, start, end - start, TitleText.Clean(reading.Text[start..end]));
        }
    }

    [GeneratedRegex(@"[\w]", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Anything();
}
