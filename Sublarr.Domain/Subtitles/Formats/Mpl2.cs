using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>MPL2: <c>[100][124]Text|/slanted line</c>, counted in tenths of a second. Few players know it; it is written as SubRip.</summary>
internal sealed partial class Mpl2 : ISubtitleFormat
{
    public string Name => "MPL2";

    public string Extension => ".txt";

    public bool IsWrittenAsSubRip => true;

    public bool Recognises(string text) => First().IsMatch(text);

    public IReadOnlyList<Cue> Read(string text, double? picturesPerSecond) =>
        [.. Line().Matches(text).Select(match => new Cue(Time(match, 1), Time(match, 2), string.Join('\n', match.Groups[3].Value.Split('|').Select(Marked))))];

    private static string Marked(string line) => line is ['/', .. var slanted] ? $"<i>{slanted}</i>" : line;

    private static TimeSpan Time(Match match, int group) => TimeSpan.FromSeconds(double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) / 10);

    [GeneratedRegex(@"\A\s{0,20}\[[0-9]{1,7}\]\[[0-9]{1,7}\]", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"^\[([0-9]{1,7})\]\[([0-9]{1,7})\]([^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
