namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>SAMI. Known by sight alone.</summary>
internal sealed class Sami : ISubtitleFormat
{
    public string Name => "SAMI";

    public string Extension => ".smi";

    public bool IsReadable => false;

    public bool Recognises(string text) => text.AsSpan().TrimStart().StartsWith("<SAMI", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<Cue>? Read(string text, double? picturesPerSecond) => null;
}

/// <summary>TTML, and DFXP before it. Known by sight alone.</summary>
internal sealed class Ttml : ISubtitleFormat
{
    // The root comes after a declaration and comments.
    private const int Head = 2_000;

    public string Name => "TTML";

    public string Extension => ".ttml";

    public bool IsReadable => false;

    public bool Recognises(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, Head));
        return head.TrimStart() is ['<', ..] && (head.Contains("<tt ", StringComparison.Ordinal) || head.Contains("<tt:tt", StringComparison.Ordinal));
    }

    public IReadOnlyList<Cue>? Read(string text, double? picturesPerSecond) => null;
}

/// <summary>The index of pictures of subtitles.</summary>
internal sealed class VobSubIndex : ISubtitleFormat
{
    public string Name => "VobSub";

    public string Extension => ".idx";

    public bool IsReadable => false;

    public bool Recognises(string text) => text.StartsWith("# VobSub index file", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<Cue>? Read(string text, double? picturesPerSecond) => null;
}
