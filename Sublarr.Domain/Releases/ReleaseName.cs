namespace Sublarr.Domain.Releases;

/// <summary>What the name of a release says. What it does not say is null, empty or false.</summary>
/// <param name="Name">As it was given: a name, a file's name or a whole path.</param>
public sealed record ReleaseName(string Name)
{
    /// <summary>The most that is read of each name of a path. No file system takes more than 255; what stands behind is ignored.</summary>
    public const int Limit = 512;

    /// <summary>The series or movie, with its country and part where it names them: <c>Harbour US</c>, <c>Ashfall Part Two</c>.</summary>
    public string? Title { get; init; }

    /// <summary>A second title, as behind <c>AKA</c> or in a second script.</summary>
    public string? AlternativeTitle { get; init; }

    /// <summary>The year of the movie, or the one that tells series of a name apart.</summary>
    public int? Year { get; init; }

    /// <summary>The season; 0 for specials.</summary>
    public int? Season { get; init; }

    /// <summary>The last season of a pack of several; null otherwise.</summary>
    public int? SeasonLast { get; init; }

    /// <summary>The episodes of the season; none for a pack.</summary>
    public IReadOnlyList<int> Episodes { get; init; } = [];

    /// <summary>The number of an episode that is counted through all seasons, as with anime.</summary>
    public int? Absolute { get; init; }

    /// <summary>The last of a range of such numbers; null otherwise.</summary>
    public int? AbsoluteLast { get; init; }

    /// <summary>The day of a daily show.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The part or the disc.</summary>
    public int? Part { get; init; }

    /// <summary>Who made it.</summary>
    public string? Group { get; init; }

    /// <summary>Where it was taken from: <see cref="ReleaseSource"/>.</summary>
    public string? Source { get; init; }

    /// <summary>True for a Blu-ray in 4K, and whatever else calls itself UHD.</summary>
    public bool UltraHd { get; init; }

    /// <summary>True when streams of a disc were taken as they are.</summary>
    public bool Remux { get; init; }

    /// <summary>The resolution: <c>1080p</c>.</summary>
    public string? Resolution { get; init; }

    /// <summary>The codec of the picture: <c>h264</c>, <c>h265</c>, <c>av1</c>.</summary>
    public string? VideoCodec { get; init; }

    /// <summary>The codec of the sound: <see cref="ReleaseAudio"/>.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>True when the sound carries Atmos.</summary>
    public bool Atmos { get; init; }

    /// <summary>The channels of the sound: <c>5.1</c>.</summary>
    public string? Channels { get; init; }

    /// <summary>The service it was streamed by, as releases write it: <c>NF</c>, <c>AMZN</c>.</summary>
    public string? StreamingService { get; init; }

    /// <summary>The cut: <c>Extended</c>, <c>Director's Cut</c>.</summary>
    public string? Edition { get; init; }

    /// <summary>How often it was made anew: 1 for PROPER or REPACK, 2 for REAL PROPER.</summary>
    public int Proper { get; init; }

    /// <summary>The version, as in <c>v2</c>.</summary>
    public int? Version { get; init; }

    /// <summary>The language that is spoken, as an IETF tag: the first that is named, or <c>mul</c> where only "multi" is.</summary>
    public string? Language { get; init; }

    /// <summary>The checksum, in capitals.</summary>
    public string? Crc32 { get; init; }

    /// <summary>Where in the name each of it stands, in the order of the name.</summary>
    public IReadOnlyList<ReleasePart> Parts { get; init; } = [];

    /// <summary>True when it says anything but a title.</summary>
    internal bool IsRelease => Parts.Any(part => part.Field is not (ReleaseField.Title or ReleaseField.AlternativeTitle or ReleaseField.Year));

    /// <summary>Reads a name. It never throws, and takes no longer than the name is long.</summary>
    /// <param name="name">A name, a file's name or a whole path.</param>
    public static ReleaseName Parse(string name) => ReleaseParser.Default.Parse(name);

    /// <summary>The same with what Sonarr or Radarr say of the file: they looked into it, so their word counts more than its name.</summary>
    /// <param name="reported">What they say.</param>
    public ReleaseName Overlay(ReportedRelease reported) => reported.Over(this);
}

/// <summary>A piece of a name and what it says.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Field">What it says.</param>
public readonly record struct ReleasePart(int Start, int Length, ReleaseField Field)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;
}

/// <summary>What a piece of a name can say.</summary>
public enum ReleaseField
{
    /// <summary>The series or movie.</summary>
    Title,

    /// <summary>Its second title.</summary>
    AlternativeTitle,

    /// <summary>The year.</summary>
    Year,

    /// <summary>The season.</summary>
    Season,

    /// <summary>The episodes.</summary>
    Episodes,

    /// <summary>A number through all seasons.</summary>
    Absolute,

    /// <summary>The day.</summary>
    Date,

    /// <summary>The part.</summary>
    Part,

    /// <summary>Who made it.</summary>
    Group,

    /// <summary>Where it was taken from.</summary>
    Source,

    /// <summary>In 4K.</summary>
    UltraHd,

    /// <summary>Streams of a disc as they are.</summary>
    Remux,

    /// <summary>The resolution.</summary>
    Resolution,

    /// <summary>The codec of the picture.</summary>
    VideoCodec,

    /// <summary>The codec of the sound.</summary>
    AudioCodec,

    /// <summary>Atmos.</summary>
    Atmos,

    /// <summary>The channels.</summary>
    Channels,

    /// <summary>The service.</summary>
    StreamingService,

    /// <summary>The cut.</summary>
    Edition,

    /// <summary>Made anew.</summary>
    Proper,

    /// <summary>The version.</summary>
    Version,

    /// <summary>The language.</summary>
    Language,

    /// <summary>The checksum.</summary>
    Crc32,

    /// <summary>A known word that says nothing of the above.</summary>
    Other,
}
