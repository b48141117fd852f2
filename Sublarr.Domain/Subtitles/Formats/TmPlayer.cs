using System.Text.RegularExpressions;

namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>TMPlayer: <c>00:01:02:Text|second line</c>. It has no ends: a line stays until the next one, and no longer than one is read. It is written as SubRip.</summary>
internal sealed partial class TmPlayer : ISubtitleFormat
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public string Name => "TMPlayer";

    public string Extension => ".txt";

    public bool IsWrittenAsSubRip => true;

    public bool Recognises(string text) => First().IsMatch(text);

    public IReadOnlyList<Cue> Read(string text, double? picturesPerSecond)
    {
        var lines = Line().Matches(text).Select(match => (Start: TimeOf(match), Text: match.Groups[2].Value.Replace('|', '\n'))).ToList();
        var cues = lines.Select((line, place) => new Cue(line.Start, End(line.Start, place + 1 < lines.Count ? lines[place + 1].Start : null), line.Text));
        return [.. cues.Where(cue => cue.Text.Length > 0)];
    }

    private static TimeSpan TimeOf(Match match) => CueTime.TryRead(match.Groups[1].ValueSpan, out var time) ? time : default;

    private static TimeSpan End(TimeSpan start, TimeSpan? next) => next is { } following && following > start && following - start < Longest ? following : start + Longest;

    [GeneratedRegex(@"\A\s{0,20}[0-9]{1,2}:[0-9]{2}:[0-9]{2}[:=][^\n]", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"^([0-9]{1,2}:[0-9]{2}:[0-9]{2})[:=]([^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
