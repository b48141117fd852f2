using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases.Rules;

/// <summary>The codec of the picture: <c>x264</c>, <c>H.265</c>, <c>HEVC</c>, <c>AV1</c>, <c>XviD</c>.</summary>
internal sealed partial class VideoCodecRule : IReleaseRule
{
    public int Order => ReleaseStep.Tags;

    public Regex Pattern => Codec();

    public void Read(ReleaseReading reading, Regex pattern)
    {
        foreach (var (start, length) in reading.Words(pattern))
        {
            reading.Mark(ReleaseField.VideoCodec, start, length, ValueOf(reading.Folded.AsSpan(start, length)));
        }
    }

    private static string ValueOf(ReadOnlySpan<char> tag) => tag switch
    {
        ['a', 'v', '1'] => "av1",
        ['x' or 'h', .., '2', '6', '5'] or ['h', 'e', ..] => "h265",
        ['x', 'v', ..] => "xvid",
        ['d', 'i', ..] => "divx",
        ['v', 'p', .. var version] => version is "8" ? "vp8" : "vp9",
        ['v', ..] => "vc1",
        ['m', .., var version] => version == '2' ? "mpeg2" : "mpeg4",
        _ => tag.IndexOf("265", StringComparison.Ordinal) >= 0 ? "h265" : "h264",
    };

    [GeneratedRegex(@"[^a-z0-9](?:[xh] ?26[45]|avc(?:hd)?|hevc|av1|xvid|divx|vp[89]|mpeg-?[24]|vc-?1|hi10p?)(?:hi10p?)?(?![a-z0-9])", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Codec();
}
