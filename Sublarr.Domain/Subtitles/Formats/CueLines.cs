namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>The lines between two lines of times, without the number that belongs to the next cue.</summary>
internal sealed class CueLines(string text)
{
    private int _first = -1;
    private int _end;
    private int _lastStart;

    public void Take(Range range)
    {
        var (start, length) = range.GetOffsetAndLength(text.Length);
        if (text.AsSpan(start, length).IsWhiteSpace())
        {
            return;
        }

        (_first, _lastStart, _end) = (_first < 0 ? start : _first, start, start + length);
    }

    /// <summary>What was taken; the next call begins anew.</summary>
    /// <param name="isNumberNext">True when a cue follows: its number stands at the end.</param>
    public string End(bool isNumberNext)
    {
        var (first, end) = (_first, _end);
        var isNumber = first >= 0 && isNumberNext && text.AsSpan(_lastStart, end - _lastStart).Trim().IndexOfAnyExceptInRange('0', '9') < 0;
        _first = -1;
        return first < 0 ? "" : text.AsSpan(first, (isNumber ? _lastStart : end) - first).Trim('\n').Trim().ToString();
    }
}
