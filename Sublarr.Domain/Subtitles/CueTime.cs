namespace Sublarr.Domain.Subtitles;

/// <summary>Times of cues, as people and programs write them.</summary>
internal static class CueTime
{
    /// <summary>Between the times of a cue, in SubRip and WebVTT.</summary>
    public const string Arrow = "-->";

    private const int MostFields = 4;

    /// <summary>
    /// Reads <c>01:02:03,450</c>, also with a dot or a colon before the last field, without hours, with fewer digits. A short last field is a fraction: <c>,5</c> is half a second.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        Span<int> fields = stackalloc int[MostFields];
        var (count, fractionAt, fractionDigits, start) = (0, -1, 0, 0);
        text = text.Trim();
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] is not (':' or ',' or '.'))
            {
                continue;
            }

            if (count == MostFields || !IsNumber(text[start..index], out fields[count]))
            {
                return false;
            }

            (fractionAt, fractionDigits) = start > 0 && (text[start - 1] != ':' || count == MostFields - 1) ? (count, index - start) : (fractionAt, fractionDigits);
            (start, count) = (index + 1, count + 1);
        }

        return (fractionAt < 0 || fractionAt == count - 1) && Sum(fields[..count], fractionAt, fractionDigits, out time);
    }

    /// <summary>Reads a line of two times; what stands behind them, such as settings, is left out.</summary>
    public static bool TryReadRange(ReadOnlySpan<char> line, out TimeSpan start, out TimeSpan end)
    {
        end = default;
        var arrow = line.IndexOf(Arrow);
        if (arrow < 0 || !TryRead(line[..arrow], out start))
        {
            start = default;
            return false;
        }

        var behind = line[(arrow + Arrow.Length)..].TrimStart();
        var length = behind.IndexOfAny(' ', '\t');
        return TryRead(length < 0 ? behind : behind[..length], out end);
    }

    private static bool Sum(ReadOnlySpan<int> fields, int fractionAt, int fractionDigits, out TimeSpan time)
    {
        var whole = fractionAt < 0 ? fields : fields[..fractionAt];
        long seconds = 0;
        foreach (var field in whole)
        {
            seconds = (seconds * 60) + field;
        }

        var fraction = fractionAt < 0 ? 0 : fields[fractionAt] * Math.Pow(10, -fractionDigits);
        time = TimeSpan.FromMilliseconds(Math.Round((seconds + fraction) * 1000));
        return whole.Length is 2 or 3;
    }

    private static bool IsNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and < 7 && text.IndexOfAnyExceptInRange('0', '9') < 0 && int.TryParse(text, out number);
    }
}
