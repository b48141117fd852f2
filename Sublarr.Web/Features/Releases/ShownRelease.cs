using System.Globalization;
using Sublarr.Domain.Releases;

namespace Sublarr.Web.Features.Releases;

/// <summary>What a name says, as a person reads it.</summary>
internal static class ShownRelease
{
    /// <summary>Each thing that was found, with what it is called.</summary>
    public static IReadOnlyList<Row> Rows(ReleaseName name) =>
    [
        .. new Row?[]
        {
            RowOf(ReleaseField.Title, "Title", name.Title),
            RowOf(ReleaseField.AlternativeTitle, "Second title", name.AlternativeTitle),
            RowOf(ReleaseField.Year, "Year", $"{name.Year}"),
            RowOf(ReleaseField.Season, name.SeasonLast is null ? "Season" : "Seasons", Seasons(name)),
            RowOf(ReleaseField.Episodes, name.Episodes.Count > 1 ? "Episodes" : "Episode", Episodes(name)),
            RowOf(ReleaseField.Absolute, "Number through all seasons", name.AbsoluteLast is { } last ? $"{name.Absolute} to {last}" : $"{name.Absolute}"),
            RowOf(ReleaseField.Date, "Day", name.Date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)),
            RowOf(ReleaseField.Part, "Part", $"{name.Part}"),
            RowOf(ReleaseField.Edition, "Edition", name.Edition),
            RowOf(ReleaseField.Source, "Source", Source(name)),
            RowOf(ReleaseField.StreamingService, "Streaming service", name.StreamingService),
            RowOf(ReleaseField.Resolution, "Resolution", name.Resolution),
            RowOf(ReleaseField.VideoCodec, "Picture", Called(name.VideoCodec)),
            RowOf(ReleaseField.AudioCodec, "Sound", Sound(name)),
            RowOf(ReleaseField.Language, "Language", Language(name.Language)),
            RowOf(ReleaseField.Proper, "Made anew", name.Proper switch { 0 => null, 1 => "once", 2 => "twice", var times => $"{times} times" }),
            RowOf(ReleaseField.Version, "Version", $"{name.Version}"),
            RowOf(ReleaseField.Group, "Release group", name.Group),
            RowOf(ReleaseField.Crc32, "Checksum", name.Crc32),
        }.OfType<Row>(),
    ];

    /// <summary>The name in pieces, each with what it says; null for what says nothing.</summary>
    public static IEnumerable<(string Text, ReleaseField? Field)> Pieces(ReleaseName name)
    {
        var place = 0;
        foreach (var part in name.Parts)
        {
            if (part.Start < place)
            {
                // Within the piece before: the DDPA that says Atmos, too.
                continue;
            }

            if (part.Start > place)
            {
                yield return (name.Name[place..part.Start], null);
            }

            yield return (name.Name[part.Start..part.End], part.Field == ReleaseField.Other ? null : part.Field);
            place = part.End;
        }

        if (place < name.Name.Length)
        {
            yield return (name.Name[place..], null);
        }
    }

    /// <summary>The colour of a field: one for the title, one for numbers, one for the picture, one for the sound, one for who and what made it.</summary>
    public static string ToneOf(ReleaseField field) => field switch
    {
        ReleaseField.Title or ReleaseField.AlternativeTitle => "part-title",
        ReleaseField.Year or ReleaseField.Season or ReleaseField.Episodes or ReleaseField.Absolute or ReleaseField.Date or ReleaseField.Part => "part-number",
        ReleaseField.AudioCodec or ReleaseField.Atmos or ReleaseField.Channels or ReleaseField.Language => "part-sound",
        ReleaseField.Group or ReleaseField.Crc32 or ReleaseField.Version or ReleaseField.Proper => "part-group",
        _ => "part-picture",
    };

    private static Row? RowOf(ReleaseField field, string label, string? value) => string.IsNullOrEmpty(value) ? null : new(field, label, value);

    private static string? Seasons(ReleaseName name) => name switch
    {
        { Season: 0 } => "Specials",
        { SeasonLast: { } last } => $"{name.Season} to {last}",
        { Season: { } season, Episodes.Count: 0, Absolute: null, Date: null } => $"{season}, all of it",
        _ => $"{name.Season}",
    };

    private static string? Episodes(ReleaseName name) => name.Episodes switch
    {
        [] => null,
        [var only] => $"{only}",
        [var first, .., var last] when last - first == name.Episodes.Count - 1 && name.Episodes.Count > 2 => $"{first} to {last}",
        var all => string.Join(", ", all.SkipLast(1)) + $" and {all[^1]}",
    };

    private static string? Source(ReleaseName name)
    {
        var source = name.Source switch
        {
            null => null,
            ReleaseSource.Bluray => name.UltraHd ? "Blu-ray in 4K" : "Blu-ray",
            ReleaseSource.Web => "Streaming or download",
            ReleaseSource.Hdtv => "Television, high definition",
            ReleaseSource.Tv => "Television",
            ReleaseSource.Dvd or ReleaseSource.HdDvd or ReleaseSource.Vhs or ReleaseSource.Ppv or ReleaseSource.Vod => name.Source.ToUpperInvariant().Replace('-', ' '),
            ReleaseSource.Cam => "Camera in a cinema",
            var other => char.ToUpperInvariant(other[0]) + other[1..],
        };
        return name.Remux ? $"{source}, streams as they are on the disc (remux)" : source;
    }

    private static string? Sound(ReleaseName name) =>
        string.Join(' ', new[] { Called(name.AudioCodec), name is { Atmos: true, AudioCodec: not ReleaseAudio.Atmos } ? "with Atmos" : null, name.Channels }.OfType<string>());

    private static string? Called(string? codec) => codec switch
    {
        ReleaseAudio.DolbyDigital => "Dolby Digital",
        ReleaseAudio.DolbyDigitalPlus => "Dolby Digital Plus",
        ReleaseAudio.TrueHd => "Dolby TrueHD",
        ReleaseAudio.Atmos => "Dolby Atmos",
        ReleaseAudio.DtsX => "DTS:X",
        ReleaseAudio.Opus => "Opus",
        ReleaseAudio.Vorbis => "Vorbis",
        "h264" => "H.264",
        "h265" => "H.265",
        "xvid" => "XviD",
        "divx" => "DivX",
        _ => codec?.ToUpperInvariant(),
    };

    private static string? Language(string? tag) => tag switch
    {
        null => null,
        "mul" => "Several",
        _ => CultureInfo.GetCultureInfo(tag).EnglishName,
    };

    /// <param name="Field">The field.</param>
    /// <param name="Label">What it is called.</param>
    /// <param name="Value">What was found.</param>
    internal sealed record Row(ReleaseField Field, string Label, string Value);
}
