namespace Sublarr.Domain.Releases;

/// <summary>What follows the first number of an episode: <c>E02</c>, <c>-E03</c>, <c>-03</c>, <c>x02</c>.</summary>
internal static class EpisodeTail
{
    private const int LongestRange = 200;
    private const int MostDigits = 4;
    private const int MostSteps = 50;

    /// <summary>Adds a first episode and what follows it, and answers where that ends.</summary>
    /// <param name="reading">The name.</param>
    /// <param name="place">Where the digits of the first begin.</param>
    public static int Read(ReleaseReading reading, int place)
    {
        reading.Episodes.Add(NumberAt(reading, ref place));
        for (var step = 0; step < MostSteps && TryNext(reading, ref place); step++)
        {
        }

        return place;
    }

    /// <summary>The number at a place, and the place behind it. At most four digits are read.</summary>
    public static int NumberAt(ReleaseReading reading, ref int place)
    {
        var start = place;
        while (place < reading.End && place - start < MostDigits && char.IsAsciiDigit(reading.Folded[place]))
        {
            place++;
        }

        return place == start ? 0 : ReleaseReading.Number(reading.Folded.AsSpan(start, place - start));
    }

    /// <summary>True when no letter and no digit stands at a place, or what may follow the number of an episode: <c>v2</c>, or a half of it.</summary>
    public static bool IsEnd(ReleaseReading reading, int place)
    {
        var rest = reading.Rest[Math.Min(place, reading.End)..];
        return rest switch
        {
            [] => true,
            ['v', >= '0' and <= '9', ..] => true,
            ['a' or 'b'] => true,
            ['a' or 'b', var after, ..] => !char.IsAsciiLetterOrDigit(after),
            [var next, ..] => !char.IsAsciiLetterOrDigit(next),
        };
    }

    private static bool TryNext(ReleaseReading reading, ref int place)
    {
        var next = place;
        var isRange = false;
        while (next < reading.End && next - place < 3 && reading.Folded[next] is ' ' or '-' or '&' or '+' or '~')
        {
            isRange |= reading.Folded[next] is '-' or '~';
            next++;
        }

        var isClose = next == place + 1;
        if (!TryMarker(reading, ref next) && !(isRange && isClose))
        {
            return false;
        }

        var digits = next;
        var number = NumberAt(reading, ref next);
        // A number that is not above the last one is something else: "S01E05-1x" or a year.
        if (next == digits || !IsNext(reading, next) || number <= reading.Episodes[^1] || number - reading.Episodes[^1] > LongestRange)
        {
            return false;
        }

        for (var between = reading.Episodes[^1] + 1; isRange && between < number; between++)
        {
            reading.Episodes.Add(between);
        }

        reading.Episodes.Add(number);
        place = next;
        return true;
    }

    // "e", "ep", "x", "s01e", "1x".
    private static bool TryMarker(ReleaseReading reading, ref int place)
    {
        var at = place;
        if (at < reading.End && reading.Folded[at] == 's')
        {
            at++;
        }

        var digits = at;
        NumberAt(reading, ref at);
        if (at > digits || at == place)
        {
            if (at < reading.End && reading.Folded[at] is 'e' or 'x')
            {
                at += at + 1 < reading.End && reading.Folded[at + 1] == 'p' ? 2 : 1;
                if (at < reading.End && char.IsAsciiDigit(reading.Folded[at]))
                {
                    place = at;
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsNext(ReleaseReading reading, int place) =>
        IsEnd(reading, place)
        || (place + 1 < reading.End && reading.Folded[place] is 'e' or 'x' && (char.IsAsciiDigit(reading.Folded[place + 1]) || reading.Folded[place + 1] == 'p'));
}
