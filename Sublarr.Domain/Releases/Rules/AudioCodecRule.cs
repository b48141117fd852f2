using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The codec of the sound: <c>DDP5.1</c>, <c>DTS-HD MA</c>, <c>TrueHD</c>, <c>AAC2.0</c>. Sonarr and Radarr use the same words.</summary>
internal sealed partial class AudioCodecRule : IReleaseRule
{
    // The channels may follow at once.
    private const string End = @"(?=[^a-z0-9]|\z|[1-9](?: [0-2])?(?:[^a-z0-9]|\z)|[1-9] [0-2](?:ch|x[24]))";

    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Codec();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var (start, length) in reading.Words(pattern))
        {
            var tag = reading.Folded.AsSpan(start, length);
            if (tag is "opus" or "dd" or "pcm" or "ogg" or "vorbis")
            {
                reading.Propose(ReleaseField.AudioCodec, start, length, ValueOf(tag));
            }
            else
            {
                reading.Mark(ReleaseField.AudioCodec, start, length, ValueOf(tag));
            }

            if (tag is "ddpa")
            {
                reading.Mark(ReleaseField.Atmos, start, length, "atmos");
            }
        }
    }

    /// <summary>The codec that a text names first; null when it names none.</summary>
    /// <param name="text">A name in the words of releases.</param>
    internal static string? Find(string text)
    {
        var reading = new ReleaseReading(text, isFile: false);
        foreach (var (start, length) in reading.Words(Codec()))
        {
            return ValueOf(reading.Folded.AsSpan(start, length));
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
        $@"{WordPattern.Before}(?:[2-9]x)?(?>aac|ac[ \-]?3|dd(?:\+{End}|pa?)?|dolby digital(?: plus{End})?|dts(?:(?:[ :\-]?hd[ \-]?(?:ma|hra?|hi)?|[ :\-]?x|[ \-]?(?:es|ma)){End})?"
        + $@"|e[ \-]?ac[ \-]?3|flac|he-?aac|lpcm|mp[23]|ogg|opus|pcm|qaac|true[ \-]?hd|vorbis|x(?:he-?|q)?aac){End}", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Codec();
}
