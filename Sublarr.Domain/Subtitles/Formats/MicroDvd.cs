using System.Globalization;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Subtitles.Formats;

/// <summary>
/// MicroDVD: <c>{250}{310}Text|second line</c>, counted in pictures. Without a line that says how many a second has, each player takes another number and
/// the text drifts; so it is written as SubRip.
/// </summary>
internal sealed partial class MicroDvd : ISubtitleFormat
{
    public string Name => "MicroDVD";

    public string Extension => ".sub";

    public bool IsWrittenAsSubRip => true;

    public bool Recognises(string text) => First().IsMatch(text);

    public IReadOnlyList<Cue>? Read(string text, double? picturesPerSecond)
    {
        var (cues, rate) = (new List<Cue>(), picturesPerSecond);
        foreach (Match match in Line().Matches(text))
        {
            var (start, end, shown) = (Number(match, 1), Number(match, 2), match.Groups[3].Value);
            if (cues.Count == 0 && start <= 1 && end <= 1 && double.TryParse(shown.Replace(',', '.'), CultureInfo.InvariantCulture, out var said) && said is > 1 and < 1000)
            {
                rate = said;
                continue;
            }

            if (rate is not { } known)
            {
                return null;
            }

            cues.Add(new(TimeSpan.FromSeconds(start / known), TimeSpan.FromSeconds(end / known), Marked(shown)));
        }

        return cues;
    }

    // {y:i} holds for one line, {Y:i} for all of them. Colours and places have no counterpart that all players read.
    private static string Marked(string text)
    {
        var isSlanted = Slanted().IsMatch(text);
        var plain = Mark().Replace(text, "").Replace('|', '\n');
        return isSlanted ? $"<i>{plain}</i>" : plain;
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A\s{0,20}\{[0-9]{1,7}\}\{[0-9]{1,7}\}", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"^\{([0-9]{1,7})\}\{([0-9]{1,7})\}([^\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"\{[yY]:[^}\n]{0,20}i", RegexOptions.CultureInvariant)]
    private static partial Regex Slanted();

    [GeneratedRegex(@"\{[a-zA-Z]:[^}\n]{0,60}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
