using System.Globalization;
using System.Text;

namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>SubRip. What others choke on is read: no numbers, no hours, dots for commas, coordinates, no empty line between two cues, and empty lines within one.</summary>
internal sealed class SubRip : ISubtitleFormat
{
    public string Name => "SubRip";

    public string Extension => ".srt";

    public bool Recognises(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (CueTime.TryReadRange(line, out _, out _))
            {
                return true;
            }
        }

        return false;
    }

    public IReadOnlyList<Cue> Read(string text, double? picturesPerSecond)
    {
        var (cues, lines, open) = (new List<Cue>(), new CueLines(text), default(Cue?));
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if (!CueTime.TryReadRange(text.AsSpan(range), out var start, out var end))
            {
                lines.Take(range);
                continue;
            }

            Close(cues, open, lines.End(isNumberNext: true));
            open = new Cue(start, end, "");
        }

        Close(cues, open, lines.End(isNumberNext: false));
        return cues;
    }

    /// <summary>Writes cues as SubRip.</summary>
    public static string Write(IReadOnlyList<Cue> cues)
    {
        var text = new StringBuilder(cues.Count * 80);
        for (var index = 0; index < cues.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1}\n{Time(cues[index].Start)} {CueTime.Arrow} {Time(cues[index].End)}\n{cues[index].Text}\n\n");
        }

        return text.ToString();
    }

    private static string Time(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00},{time.Milliseconds:000}");

    private static void Close(List<Cue> cues, Cue? open, string text)
    {
        if (open is { } cue)
        {
            cues.Add(cue with { Text = text });
        }
    }
}
