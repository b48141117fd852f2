namespace Sublarr.Domain.Releases;

/// <summary>Makes what was marked into what is said, and lays one over another.</summary>
internal static class ReleaseFacts
{
    /// <summary>What a settled reading says.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="whole">The whole name it is a piece of.</param>
    /// <param name="offset">Where that piece begins.</param>
    public static ReleaseName Of(ReleaseReading reading, string whole, int offset)
    {
        var audio = reading.ValueOf(ReleaseField.AudioCodec);
        var hasAtmos = reading.ValueOf(ReleaseField.Atmos) is not null;
        return new(whole)
        {
            Title = reading.ValueOf(ReleaseField.Title),
            AlternativeTitle = reading.ValueOf(ReleaseField.AlternativeTitle),
            Year = reading.Year,
            Season = reading.Season,
            SeasonLast = reading.SeasonLast,
            Episodes = reading.Episodes.Count == 0 ? [] : [.. reading.Episodes],
            Absolute = reading.Absolute,
            AbsoluteLast = reading.AbsoluteLast,
            Date = reading.Date,
            Part = NumberOf(reading, ReleaseField.Part),
            Group = reading.ValueOf(ReleaseField.Group),
            Source = reading.ValueOf(ReleaseField.Source) ?? SourceOfRemux(reading),
            UltraHd = reading.ValueOf(ReleaseField.UltraHd) is not null,
            Remux = reading.ValueOf(ReleaseField.Remux) is not null,
            Resolution = reading.ValueOf(ReleaseField.Resolution),
            VideoCodec = reading.ValueOf(ReleaseField.VideoCodec),
            AudioCodec = audio ?? (hasAtmos ? ReleaseAudio.Atmos : null),
            Atmos = hasAtmos,
            Channels = reading.ValueOf(ReleaseField.Channels),
            StreamingService = reading.ValueOf(ReleaseField.StreamingService),
            Edition = EditionOf(reading),
            Proper = ProperOf(reading),
            Version = NumberOf(reading, ReleaseField.Version),
            Language = LanguageOf(reading),
            Crc32 = reading.ValueOf(ReleaseField.Crc32),
            Parts = PartsOf(reading, offset),
        };
    }

    /// <summary>The first, and of what it does not say what the second says.</summary>
    public static ReleaseName Fill(ReleaseName first, ReleaseName second) => first with
    {
        Title = first.Title ?? second.Title,
        AlternativeTitle = first.AlternativeTitle ?? (first.Title is null ? second.AlternativeTitle : null),
        Year = first.Year ?? second.Year,
        Season = first.Season ?? (first.Date is null && first.Absolute is null ? second.Season : null),
        SeasonLast = first.SeasonLast ?? (first.Season is null && first.Date is null && first.Absolute is null ? second.SeasonLast : null),
        Episodes = first.Episodes.Count > 0 || first.Absolute is not null || first.Date is not null ? first.Episodes : second.Episodes,
        Absolute = first.Absolute ?? (first.Episodes.Count > 0 ? null : second.Absolute),
        AbsoluteLast = first.AbsoluteLast ?? (first.Absolute is null && first.Episodes.Count == 0 ? second.AbsoluteLast : null),
        Date = first.Date ?? second.Date,
        Part = first.Part ?? second.Part,
        Group = first.Group ?? second.Group,
        Source = first.Source ?? second.Source,
        UltraHd = first.UltraHd || second.UltraHd,
        Remux = first.Remux || second.Remux,
        Resolution = first.Resolution ?? second.Resolution,
        VideoCodec = first.VideoCodec ?? second.VideoCodec,
        AudioCodec = first.AudioCodec ?? second.AudioCodec,
        Atmos = first.Atmos || second.Atmos,
        Channels = first.Channels ?? second.Channels,
        StreamingService = first.StreamingService ?? second.StreamingService,
        Edition = first.Edition ?? second.Edition,
        Proper = first.Proper > 0 ? first.Proper : second.Proper,
        Version = first.Version ?? second.Version,
        Language = first.Language ?? second.Language,
        Crc32 = first.Crc32 ?? second.Crc32,
        Parts = Joined(first.Parts, second.Parts),
    };

    /// <summary>How much a name says.</summary>
    public static int Count(ReleaseName name) => name.Parts.Count(part => part.Field is not (ReleaseField.Other or ReleaseField.Title));

    /// <summary>True when it says how it was made.</summary>
    public static bool HasTags(ReleaseName name) => name.Source is not null || name.Resolution is not null || name.VideoCodec is not null || name.AudioCodec is not null;

    /// <summary>The parts of both, without those of the second that say what the first says.</summary>
    public static IReadOnlyList<ReleasePart> Joined(IReadOnlyList<ReleasePart> first, IReadOnlyList<ReleasePart> second) =>
        second.Count == 0
            ? first
            : [.. first.Concat(second.Where(part => first.All(known => known.Field != part.Field || part.Field == ReleaseField.Other))).OrderBy(part => part.Start)];

    private static int? NumberOf(ReleaseReading reading, ReleaseField field) => reading.ValueOf(field) is { } digits ? ReleaseReading.Number(digits) : null;

    // "Name.2019.1080p.REMUX": nobody takes streams as they are from anything but a disc.
    private static string? SourceOfRemux(ReleaseReading reading) => reading.ValueOf(ReleaseField.Remux) is null ? null : ReleaseSource.Bluray;

    private static string? EditionOf(ReleaseReading reading)
    {
        string? edition = null;
        foreach (var mark in reading.Marks)
        {
            if (mark.Field == ReleaseField.Edition && edition?.Contains(mark.Value, StringComparison.Ordinal) != true)
            {
                edition = edition is null ? mark.Value : $"{edition}, {mark.Value}";
            }
        }

        return edition;
    }

    private static int ProperOf(ReleaseReading reading)
    {
        var times = 0;
        foreach (var mark in reading.Marks)
        {
            times += mark.Field == ReleaseField.Proper ? ReleaseReading.Number(mark.Value) : 0;
        }

        return times;
    }

    // "Multi" says less than a name.
    private static string? LanguageOf(ReleaseReading reading)
    {
        string? language = null;
        foreach (var mark in reading.Marks)
        {
            if (mark.Field == ReleaseField.Language && language is null or "mul")
            {
                language = mark.Field == ReleaseField.Language ? mark.Value : language;
            }
        }

        return language;
    }

    private static ReleasePart[] PartsOf(ReleaseReading reading, int offset)
    {
        var parts = new ReleasePart[reading.Marks.Count];
        for (var index = 0; index < parts.Length; index++)
        {
            var mark = reading.Marks[index];
            parts[index] = new(offset + mark.Start, mark.End - mark.Start, mark.Field);
        }

        // Of two that begin together the one that says something goes first: "MA" is a service and part of "DTS-HD MA".
        Array.Sort(parts, static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : one.Field.CompareTo(other.Field));
        return parts;
    }
}
