using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>Searches as they come about, of titles that nobody has made. They show what weights do before there are searches of one's own.</summary>
public static class SampleSearches
{
    private const string Named = "series season episode";
    private const string Dated = Named + " year";
    private const string Film = "title year";

    /// <summary>All samples.</summary>
    public static IReadOnlyList<SearchResult> All { get; } =
    [
        Episode("Harbour Lights S02E05", "en",
            Srt("opensubtitles", $"{Dated} source", "Harbour.Lights.S02E05.1080p.WEB.H264-TIDE", trust: 15),
            Srt("gestdown", $"{Named} release_group", "WEB.NTb+FLUX"),
            Srt("subdl", $"{Dated} release_group source resolution", "Harbour.Lights.S02E05.1080p.WEB-DL.DDP5.1-FLUX"),
            Ass("subdl", Named, "Harbour Lights 2x05 styled")),
        Episode("Harbour Lights S02E06", "de",
            Srt("opensubtitles", $"{Dated} release_group audio_codec", "Harbour.Lights.S02E06.720p.WEB-DL-NTb", trust: 5),
            Srt("opensubtitles", Dated, "Harbour.Lights.S02E06.German", mt: true),
            Srt("subdl", $"{Named} source", "Harbour.Lights.S02E06.WEB", hi: true)),
        Episode("The Glass Parliament S01E01", "en",
            Srt("opensubtitles", $"hash {Dated}", "The.Glass.Parliament.S01E01.BluRay-ROVERS", trust: 20),
            Srt("gestdown", $"{Named} resolution", "720p.HDTV.LOL"),
            Ass("jimaku", $"{Named} release_group source", "[Quill] Glass Parliament - 01 [BD 1080p]")),
        Episode("The Glass Parliament S01E02", "fr",
            Srt("subdl", $"{Dated} release_group", "The.Glass.Parliament.S01E02.FRENCH.BluRay-ROVERS"),
            Srt("opensubtitles", $"{Dated} source resolution", "The.Glass.Parliament.S01E02.1080p.BluRay", trust: 10),
            Srt("podnapisi", $"{Named} source", "glass.parliament.102")),
        Episode("Night Ferry S04E11", "en",
            Srt("gestdown", $"{Named} release_group source", "AMZN.WEB-DL.NTb", hi: true),
            Srt("gestdown", $"{Named} release_group source", "AMZN.WEB-DL.NTb"),
            Srt("opensubtitles", $"{Dated} hearing_impaired", "Night.Ferry.S04E11.WEB.x264-GOSSIP")),
        Episode("Night Ferry S04E12", "es",
            Srt("opensubtitles", Dated, "Night.Ferry.S04E12.Castellano", trust: 15),
            Srt("subdl", $"{Named} release_group source resolution", "Night.Ferry.S04E12.1080p.AMZN.WEB-DL-NTb", mt: true),
            Whisper()),
        Episode("Copper Valley S03E02", "en",
            Srt("opensubtitles", $"{Dated} source", "Copper.Valley.S03E02.HDTV-KILLERS"),
            Srt("opensubtitles", $"{Dated} source", "Copper.Valley.S03E02.HDTV-KILLERS", forced: true),
            Srt("subdl", $"{Dated} source resolution", "Copper.Valley.S03E02.720p.HDTV")),
        Episode("Copper Valley S03E03", "pl",
            Srt("opensubtitles", $"{Dated} release_group", "Copper.Valley.S03E03.720p.WEB.x264-TBS", mt: true, trust: 5),
            Srt("podnapisi", $"{Dated}", "Copper.Valley.S03E03")),
        Episode("Starlit Courier – 07", "en",
            Ass("animetosho", $"{Named} release_group source resolution", "[Quill] Starlit Courier - 07 (1080p) [A1B2C3D4]"),
            Ass("jimaku", $"{Named} source", "Starlit Courier - 07 (WEB 1080p)"),
            Srt("opensubtitles", $"{Dated} resolution", "Starlit.Courier.S01E07.1080p.CR.WEB-DL-Quill", trust: 10)),
        Episode("Starlit Courier – 08", "de",
            Ass("animetosho", Named, "[Teahouse] Starlit Courier - 08 [Multi-Sub]"),
            Srt("opensubtitles", $"{Dated} source", "Starlit.Courier.S01E08.German.WEB", trust: 5),
            Srt("subdl", $"{Dated} release_group source resolution", "Starlit.Courier.S01E08.1080p.CR.WEB-DL-Quill")),
        Episode("Ninth Lantern – 12", "en",
            Ass("jimaku", $"{Named} release_group", "[Paper] Ninth Lantern - 12 [BD]"),
            Ass("animetosho", $"{Named} source resolution", "[Teahouse] Ninth Lantern - 12 (BD 1080p FLAC)"),
            Track("hearing_impaired"),
            Srt("opensubtitles", $"{Dated} release_group source", "Ninth.Lantern.S01E12.BD-Paper")),
        Episode("Ninth Lantern – 13", "fr",
            Ass("animetosho", $"{Named} release_group", "[Teahouse] Ninth Lantern - 13 VOSTFR"),
            Srt("subdl", $"{Dated} source audio_codec resolution", "Ninth.Lantern.S01E13.BluRay.FLAC.1080p"),
            Srt("opensubtitles", Dated, "Ninth.Lantern.S01E13.VOSTFR", trust: 15)),
        Episode("Clockwork Orchard – 03", "en",
            Ass("animetosho", $"{Named} source", "[Harvest] Clockwork Orchard - 03 (WEB)"),
            Srt("opensubtitles", $"hash {Dated} source", "Clockwork.Orchard.S01E03.WEB", trust: 5),
            Ass("jimaku", $"{Named} release_group source resolution", "[Harvest] Clockwork Orchard - 03 (1080p)")),
        Episode("Clockwork Orchard – 04", "ja",
            Ass("jimaku", $"{Named} release_group", "[Harvest] Clockwork Orchard - 04.ja"),
            Srt("jimaku", $"{Named} release_group source resolution", "Clockwork.Orchard.S01E04.NHK.WEB.1080p"),
            Whisper()),
        Movie("A Quiet Meridian (2019)", "en",
            Srt("opensubtitles", $"{Film} source resolution", "A.Quiet.Meridian.2019.1080p.BluRay.x264-AMBER", trust: 20),
            Srt("subdl", $"{Film} release_group source audio_codec resolution", "A.Quiet.Meridian.2019.1080p.BluRay.DTS-SPARROW"),
            Ass("subdl", "title", "A Quiet Meridian styled")),
        Movie("A Quiet Meridian (2019)", "de",
            Srt("opensubtitles", $"{Film} source", "A.Quiet.Meridian.2019.German.BluRay", trust: 10),
            Srt("subdl", $"{Film} release_group", "A.Quiet.Meridian.2019.GERMAN.DL.1080p-SPARROW", mt: true)),
        Movie("Ashes of the Observatory (2023)", "en",
            Srt("opensubtitles", $"hash {Film}", "Ashes.of.the.Observatory.2023.WEB-DL-CINDER"),
            Srt("opensubtitles", $"{Film} release_group source resolution", "Ashes.of.the.Observatory.2023.1080p.WEB-DL-LUNA", trust: 15),
            Track("")),
        Movie("Ashes of the Observatory (2023)", "es",
            Srt("subdl", $"{Film} source", "Ashes.of.the.Observatory.2023.WEB.Latino"),
            Srt("opensubtitles", $"{Film} source", "Ashes.of.the.Observatory.2023.WEB.Castellano", trust: 15, hi: true),
            Srt("podnapisi", $"{Film}", "ashes.observatory.2023")),
        Movie("Paper Tigers of Linz (2011)", "en",
            Srt("opensubtitles", $"{Film} release_group", "Paper.Tigers.of.Linz.2011.DVDRip-VOLTAGE", trust: 5),
            Srt("subdl", $"{Film} source resolution audio_codec", "Paper.Tigers.of.Linz.2011.1080p.BluRay.DTS"),
            Srt("podnapisi", $"{Film} hearing_impaired", "paper.tigers.linz")),
        Movie("The Windmill Cipher (2024)", "en",
            Srt("opensubtitles", $"{Film} release_group source", "The.Windmill.Cipher.2024.WEB-LUNA", forced: true),
            Ass("jimaku", $"{Film} source", "The Windmill Cipher (2024) WEB"),
            Srt("subdl", $"{Film} release_group source resolution", "The.Windmill.Cipher.2024.2160p.WEB-LUNA")),
    ];

    private static SearchResult Episode(string title, string language, params Func<string, Candidate>[] candidates) =>
        new(MediaType.Episode, title, language, [.. candidates.Select(candidate => candidate(language))]);

    private static SearchResult Movie(string title, string language, params Func<string, Candidate>[] candidates) =>
        new(MediaType.Movie, title, language, [.. candidates.Select(candidate => candidate(language))]);

    // A format is known beforehand where the provider's list tells it; OpenSubtitles' does not.
    private static Func<string, Candidate> Srt(
        string provider, string keys, string release, int trust = 0, bool hi = false, bool forced = false, bool mt = false) => language => new(
        provider,
        language,
        Keys(keys).InFormat(provider == "opensubtitles" ? null : "srt")
            .With(CandidateBits.HearingImpairedBit, hi).With(CandidateBits.ForcedBit, forced).With(CandidateBits.MachineTranslatedBit, mt),
        trust,
        release,
        GroupOf(release));

    private static Func<string, Candidate> Ass(string provider, string keys, string release) => language =>
        new(provider, language, Keys(keys).InFormat("ass"), ReleaseInfo: release, ReleaseGroup: GroupOf(release));

    private static Func<string, Candidate> Track(string keys) => language =>
        new("embedded", language, Keys($"hash {keys}").InFormat("ass"), ReleaseInfo: "Track 3 of the file");

    private static Func<string, Candidate> Whisper() => language =>
        new("whisper", language, Keys(Named).InFormat("srt").With(CandidateBits.MachineTranslatedBit, true), ReleaseInfo: "Made from the sound");

    private static CandidateBits Keys(string names) =>
        CandidateBits.Of([.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => ScoringKeyInfo.Find(name)!.Key)]);

    private static string? GroupOf(string release) =>
        release.StartsWith('[') ? release[1..release.IndexOf(']')] : release.LastIndexOf('-') is > 0 and var at && !release.Contains(' ') ? release[(at + 1)..] : null;
}
