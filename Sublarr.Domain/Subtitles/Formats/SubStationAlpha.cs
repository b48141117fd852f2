namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>Advanced SubStation Alpha, and SSA before it. The order of fields stands in the file; the text is the last one and may hold commas.</summary>
internal sealed class SubStationAlpha : ISubtitleFormat
{
    private const string Events = "[Events]";
    private const string Dialogue = "Dialogue:";
    private const string Format = "Format:";

    // What all files without a line of their own have: Layer or Marked, Start, End, Style, Name, three margins, Effect, Text.
    private static readonly Fields Usual = new(1, 2, 10);

    public string Name => "Advanced SubStation Alpha";

    public string Extension => ".ass";

    public bool Recognises(string text) =>
        text.AsSpan().TrimStart().StartsWith("[Script Info]", StringComparison.OrdinalIgnoreCase)
        || text.Contains(Events, StringComparison.OrdinalIgnoreCase) && text.Contains('\n' + Dialogue, StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<Cue> Read(string text, double? picturesPerSecond)
    {
        var (cues, fields, isInEvents) = (new List<Cue>(), Usual, false);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (line is ['[', ..])
            {
                isInEvents = line.Equals(Events, StringComparison.OrdinalIgnoreCase);
            }
            else if (isInEvents && line.StartsWith(Format, StringComparison.OrdinalIgnoreCase))
            {
                fields = Fields.Of(line[Format.Length..].ToString()) ?? Usual;
            }
            else if (isInEvents && line.StartsWith(Dialogue, StringComparison.OrdinalIgnoreCase) && fields.Read(line[Dialogue.Length..]) is { } cue)
            {
                cues.Add(cue);
            }
        }

        return cues;
    }

    /// <summary>Where what is read stands.</summary>
    private sealed record Fields(int Start, int End, int Count)
    {
        public static Fields? Of(string names)
        {
            var all = names.Split(',', StringSplitOptions.TrimEntries);
            var (start, end) = (IndexOf(all, "Start"), IndexOf(all, "End"));
            return start < 0 || end < 0 ? null : new(start, end, all.Length);
        }

        public Cue? Read(ReadOnlySpan<char> line)
        {
            Span<Range> parts = stackalloc Range[Math.Min(Count, 32)];
            return line.Split(parts, ',') == Count && CueTime.TryRead(line[parts[Start]], out var start) && CueTime.TryRead(line[parts[End]], out var end)
                ? new Cue(start, end, line[parts[Count - 1]].Trim().ToString())
                : null;
        }

        private static int IndexOf(string[] names, string name) => Array.FindIndex(names, field => field.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
