using Sublarr.Domain.Releases.Rules;

namespace Sublarr.Domain.Releases;

/// <summary>What Sonarr or Radarr say of a file, in their words. What they do not say is null and changes nothing.</summary>
public sealed record ReportedRelease
{
    /// <summary><c>releaseGroup</c>.</summary>
    public string? ReleaseGroup { get; init; }

    /// <summary><c>quality.quality.source</c>: <c>webdl</c>, <c>webRip</c>, <c>blurayRaw</c>, <c>television</c> and so on.</summary>
    public string? Source { get; init; }

    /// <summary><c>quality.quality.modifier</c> of Radarr: <c>remux</c>, <c>screener</c> and so on.</summary>
    public string? Modifier { get; init; }

    /// <summary><c>quality.quality.resolution</c>: the lines of the picture, 0 for unknown.</summary>
    public int? Resolution { get; init; }

    /// <summary><c>mediaInfo.audioCodec</c>: <c>EAC3 Atmos</c>, <c>DTS-HD MA</c> and so on.</summary>
    public string? AudioCodec { get; init; }

    internal ReleaseName Over(ReleaseName read)
    {
        var source = SourceOf();
        var audio = string.IsNullOrWhiteSpace(AudioCodec) ? null : AudioCodecRule.Find(AudioCodec);
        return read with
        {
            Group = string.IsNullOrWhiteSpace(ReleaseGroup) ? read.Group : ReleaseGroup.Trim(),
            Source = source ?? read.Source,
            Remux = source is null ? read.Remux : IsRemux,
            Resolution = Resolution is > 0 ? LinesOf(Resolution.Value, read.Resolution) : read.Resolution,
            AudioCodec = audio ?? read.AudioCodec,
            Atmos = audio is null ? read.Atmos : AudioCodec!.Contains("Atmos", StringComparison.OrdinalIgnoreCase),
        };
    }

    private bool IsRemux => Is(Source, "blurayRaw") || Is(Modifier, "remux");

    // They say television for all of it; what is in high definition is HDTV in the words of releases.
    private string? SourceOf() => Modifier switch
    {
        _ when Is(Modifier, "screener") => ReleaseSource.Screener,
        _ when Is(Source, "webdl") || Is(Source, "webRip") || Is(Source, "web") => ReleaseSource.Web,
        _ when Is(Source, "bluray") || Is(Source, "blurayRaw") => ReleaseSource.Bluray,
        _ when Is(Source, "television") || Is(Source, "televisionRaw") || Is(Source, "tv") => Resolution is >= 720 ? ReleaseSource.Hdtv : ReleaseSource.Tv,
        _ when Is(Source, "dvd") => ReleaseSource.Dvd,
        _ when Is(Source, "cam") => ReleaseSource.Cam,
        _ when Is(Source, "telesync") => ReleaseSource.Telesync,
        _ when Is(Source, "telecine") => ReleaseSource.Telecine,
        _ when Is(Source, "workprint") => ReleaseSource.Workprint,
        _ => null,
    };

    // They do not tell 1080i from 1080p.
    private static string LinesOf(int lines, string? read) => read == $"{lines}i" ? read : $"{lines}p";

    private static bool Is(string? said, string word) => string.Equals(said, word, StringComparison.OrdinalIgnoreCase);
}
