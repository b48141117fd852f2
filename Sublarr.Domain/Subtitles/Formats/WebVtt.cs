namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>WebVTT. Blocks of notes, styles and regions have no times, and what stands before the first times is not shown.</summary>
internal sealed class WebVtt : ISubtitleFormat
{
    public string Name => "WebVTT";

    public string Extension => ".vtt";

    public bool Recognises(string text) => text.StartsWith("WEBVTT", StringComparison.Ordinal) && (text.Length == 6 || char.IsWhiteSpace(text[6]));

    public IReadOnlyList<Cue> Read(string text, double? picturesPerSecond)
    {
        var (cues, lines, open) = (new List<Cue>(), new CueLines(text), default(Cue?));
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var isTimes = CueTime.TryReadRange(line, out var start, out var end);
            // An empty line ends a cue here: what follows may be the name of the next one, or a note.
            if (open is { } cue && (isTimes || line.IsWhiteSpace()))
            {
                cues.Add(cue with { Text = lines.End(isNumberNext: isTimes) });
                open = null;
            }

            if (isTimes)
            {
                open = new Cue(start, end, "");
            }
            else if (open is not null)
            {
                lines.Take(range);
            }
        }

        return open is { } last ? [.. cues, last with { Text = lines.End(isNumberNext: false) }] : cues;
    }
}
