using Sublarr.Domain.Releases;

namespace Sublarr.Web.Features.Releases;

/// <summary>What a name says, as the API tells it.</summary>
internal sealed record ReleaseView
{
    /// <summary>The name, as it was sent.</summary>
    public required string Name { get; init; }

    /// <summary>The series or movie.</summary>
    public string? Title { get; init; }

    /// <summary>A second title.</summary>
    public string? AlternativeTitle { get; init; }

    /// <summary>The year.</summary>
    public int? Year { get; init; }

    /// <summary>The season; 0 for specials.</summary>
    public int? Season { get; init; }

    /// <summary>The last season of a pack of several.</summary>
    public int? SeasonLast { get; init; }

    /// <summary>The episodes; none for a pack.</summary>
    public required IReadOnlyList<int> Episodes { get; init; }

    /// <summary>The number through all seasons.</summary>
    public int? Absolute { get; init; }

    /// <summary>The last of a range of such numbers.</summary>
    public int? AbsoluteLast { get; init; }

    /// <summary>The day of a daily show.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The part or disc.</summary>
    public int? Part { get; init; }

    /// <summary>Who made it.</summary>
    public string? Group { get; init; }

    /// <summary>bluray, web, hdtv, tv, dvd, hd-dvd, vhs, cam, telesync, telecine, screener, workprint, vod or ppv.</summary>
    public string? Source { get; init; }

    /// <summary>True when it calls itself UHD.</summary>
    public bool UltraHd { get; init; }

    /// <summary>True when streams of a disc were taken as they are.</summary>
    public bool Remux { get; init; }

    /// <summary>The resolution: 1080p.</summary>
    public string? Resolution { get; init; }

    /// <summary>h264, h265, av1, xvid, divx, vp8, vp9, mpeg2, mpeg4 or vc1.</summary>
    public string? VideoCodec { get; init; }

    /// <summary>aac, ac3, eac3, truehd, atmos, dts, dts-hd, dts-x, flac, opus, pcm, mp2, mp3 or vorbis.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>True when the sound carries Atmos.</summary>
    public bool Atmos { get; init; }

    /// <summary>The channels: 5.1.</summary>
    public string? Channels { get; init; }

    /// <summary>The service, as releases write it: NF.</summary>
    public string? StreamingService { get; init; }

    /// <summary>The cut.</summary>
    public string? Edition { get; init; }

    /// <summary>How often it was made anew.</summary>
    public int Proper { get; init; }

    /// <summary>The version.</summary>
    public int? Version { get; init; }

    /// <summary>The language that is spoken, as an IETF tag.</summary>
    public string? Language { get; init; }

    /// <summary>The checksum.</summary>
    public string? Crc32 { get; init; }

    public static ReleaseView Of(ReleaseName name) => new()
    {
        Name = name.Name,
        Title = name.Title,
        AlternativeTitle = name.AlternativeTitle,
        Year = name.Year,
        Season = name.Season,
        SeasonLast = name.SeasonLast,
        Episodes = name.Episodes,
        Absolute = name.Absolute,
        AbsoluteLast = name.AbsoluteLast,
        Date = name.Date,
        Part = name.Part,
        Group = name.Group,
        Source = name.Source,
        UltraHd = name.UltraHd,
        Remux = name.Remux,
        Resolution = name.Resolution,
        VideoCodec = name.VideoCodec,
        AudioCodec = name.AudioCodec,
        Atmos = name.Atmos,
        Channels = name.Channels,
        StreamingService = name.StreamingService,
        Edition = name.Edition,
        Proper = name.Proper,
        Version = name.Version,
        Language = name.Language,
        Crc32 = name.Crc32,
    };
}
