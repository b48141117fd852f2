namespace Sublarr.Domain.Subtitles.Charsets;

/// <summary>A text and how its bytes were read.</summary>
/// <param name="Text">The text, its line ends as they were.</param>
/// <param name="Charset">What it was written in, as people read it.</param>
/// <param name="IsUncertain">True when that is a guess: letters may be wrong.</param>
public sealed record DecodedText(string Text, string Charset, bool IsUncertain = false);
