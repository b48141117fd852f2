namespace Sublarr.Domain.Samples;

/// <summary>
/// A subtitle that the provider of the sample data has for each of its videos. They are chosen so that the points as they come make the first win, fewer for the
/// release group the second, and more for ASS the third.
/// </summary>
/// <param name="Key">By which it is fetched.</param>
/// <param name="Tail">What the name of the release it was made for ends with.</param>
/// <param name="Format">Its format.</param>
/// <param name="Uploader">Who made it known.</param>
/// <param name="Rank">Their rank; null for none.</param>
public sealed record SampleSubtitle(string Key, string Tail, string Format, string Uploader, string? Rank)
{
    /// <summary>False for one that does not say which year it is for.</summary>
    public bool TellsYear { get; init; } = true;

    /// <summary>For the hearing impaired.</summary>
    public bool IsHearingImpaired { get; init; }

    /// <summary>Translated by a machine.</summary>
    public bool IsMachineTranslated { get; init; }

    /// <summary>How often it was fetched.</summary>
    public int Downloads { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SampleSubtitle> All { get; } =
    [
        new("same-group", "1080p.WEB-DL.DDP5.1.H.264-TIDE", "srt", "mara", "gold member") { Downloads = 1_240 },
        new("other-group", "1080p.WEB-DL.DDP5.1.H.264-KESTREL", "srt", "old_salt", "trusted") { Downloads = 3_810 },
        new("styled", "1080p.WEB-DL-LANTERN", "ass", "typeset", null) { TellsYear = false, Downloads = 96 },
        new("sounds", "1080p.WEB-DL.DDP5.1.H.264-TIDE", "srt", "mara", null) { IsHearingImpaired = true, Downloads = 310 },
        new("machine", "1080p.WEB-DL.DDP5.1.H.264-TIDE", "srt", "autotext", null) { IsMachineTranslated = true, Downloads = 75 },
        new("broadcast", "720p.HDTV.x264-GULL", "srt", "newcomer", "bronze member") { Downloads = 22 },
    ];

    /// <summary>The name of the release it was made for.</summary>
    /// <param name="video">For which video.</param>
    public string ReleaseOf(SampleVideo video) => $"{video.Stem}.{Tail}";
}
