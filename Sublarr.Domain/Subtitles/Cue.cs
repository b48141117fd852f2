namespace Sublarr.Domain.Subtitles;

/// <summary>What is shown at one time.</summary>
/// <param name="Start">When it comes.</param>
/// <param name="End">When it goes.</param>
/// <param name="Text">As the file has it, marks of its format included; lines end with <c>\n</c>.</param>
public readonly record struct Cue(TimeSpan Start, TimeSpan End, string Text);
