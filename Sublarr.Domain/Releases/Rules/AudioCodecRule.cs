using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The codec of the sound: <c>DDP5.1</c>, <c>DTS-HD MA</c>, <c>TrueHD</c>, <c>AAC2.0</c>. Sonarr and Radarr use the same words.</summary>
internal sealed partial class AudioCodecRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Codec();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var match in pattern.EnumerateMatches(reading.Rest))
        {
            var tag = reading.Folded.AsSpan(match.Index, match.Length);
            if (tag is "opus" or "dd" or "pcm" or "ogg" or "vorbis")
            {
                reading.Propose(ReleaseField.AudioCodec, match.Index, match.Length, ValueOf(tag));
            }
            else
            {
                reading.Mark(ReleaseField.AudioCodec, match.Index, match.Length, ValueOf(tag));
            }

            if (tag is "ddpa")
            {
                reading.Mark(ReleaseField.Atmos, match.Index, match.Length, "atmos");
            }
        }
    }

    /// <summary>The codec that a text names first; null when it names none.</summary>
    /// <param name="text">A name in the words of releases.</param>
    internal static string? Find(string text)
    {
        var folded = FoldedText.Of(text);
        foreach (var match in Codec().EnumerateMatches(folded))
        {
            return ValueOf(folded.AsSpan(match.Index, match.Length));
        }

        return null;
    }

    private static string ValueOf(ReadOnlySpan<char> tag) => tag switch
    {
        ['d', 't', 's', ..] => DtsOf(tag[3..].TrimStart(" :-")),
        ['t', ..] => ReleaseAudio.TrueHd,
        ['e', ..] or "ddp" or "dd+" or "ddpa" or [.., 'p', 'l', 'u', 's'] => ReleaseAudio.DolbyDigitalPlus,
        ['d', ..] or ['a', 'c', ..] => ReleaseAudio.DolbyDigital,
        ['f', ..] => ReleaseAudio.Flac,
        ['m', 'p', '2'] => ReleaseAudio.Mp2,
        ['m', ..] => ReleaseAudio.Mp3,
        "opus" => ReleaseAudio.Opus,
        "ogg" or "vorbis" => ReleaseAudio.Vorbis,
        [.., 'p', 'c', 'm'] => ReleaseAudio.Pcm,
        _ => ReleaseAudio.Aac,
    };

    private static string DtsOf(ReadOnlySpan<char> profile) => profile switch
    {
        ['x', ..] => ReleaseAudio.DtsX,
        ['h', ..] or ['m', ..] => ReleaseAudio.DtsHd,
        _ => ReleaseAudio.Dts,
    };

    [GeneratedRegex(
        @"(?<![a-z0-9])(?:[2-9]x)?(?:dts[ :\-]?hd[ \-]?(?:ma|hra?|hi)?|dts[ \-]?ma|dts[ :\-]?x|dts[ \-]?es|dts|true[ \-]?hd|ddpa?|dd\+|dolby digital plus"
        + @"|dolby digital|dd|e[ \-]?ac[ \-]?3|ac[ \-]?3|x?(?:q|he-?)?aac|flac|mp[23]|opus|l?pcm|vorbis|ogg)(?=[^a-z0-9]|\z|[1-9](?: [0-2])?(?:[^a-z0-9]|\z)"
        + @"|[1-9] [0-2](?:ch|x[24]))", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Codec();
}
