using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The channels of the sound: <c>5.1</c>, <c>6CH</c>, <c>Stereo</c>.</summary>
internal sealed partial class ChannelsRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Channels();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            reading.Propose(ReleaseField.Channels, match.Index, match.Length, ValueOf(reading.Folded.AsSpan(match.Index, match.Length)));
        }
    }

    private static string ValueOf(ReadOnlySpan<char> tag) => tag switch
    {
        "stereo" or ['2', ' ' or 'c', ..] and not ['2', ' ', '1', ..] => "2.0",
        "mono" or ['1', ..] => "1.0",
        ['6', 'c' or ' ', ..] and not ['6', ' ', '0' or '1', ..] => "5.1",
        ['8', ..] => "7.1",
        [var front, ' ', var bass, ..] => $"{front}.{bass}",
        _ => tag.ToString(),
    };

    [GeneratedRegex(@"(?<![0-9])(?<!(?:ac|ac[ \-]|mp)(?=3))(?:[1-9] [0-2](?: ?ch)?(?=[^a-z0-9]|\z|x[24])|[1268] ?ch(?![a-z0-9])|(?<![a-z])(?:stereo|mono)(?![a-z]))", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Channels();
}
