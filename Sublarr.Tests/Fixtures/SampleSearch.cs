using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Tests.Fixtures;

/// <summary>A search of the first episode there is, in which something of everything came about.</summary>
internal static class SampleSearch
{
    private static readonly ScoringKey[] Numbered = [ScoringKey.Series, ScoringKey.Season, ScoringKey.Episode];

    public static async Task<long> AddAsync(SublarrDbContext context)
    {
        var video = await context.Videos.Where(video => video.Season != null).OrderBy(video => video.Id).FirstAsync();
        var (english, german) = (LanguageCode.Find("en")!.Value, LanguageCode.Find("de")!.Value);
        KeptCandidate[] candidates =
        [
            Of("0a", 0, new("opensubtitles", "1", english) { Uploader = "harborfan", Downloads = 1200, Format = "srt", Page = "https://www.opensubtitles.com/en/subtitles/1" }, "The.Harbour.Line.S01E01.1080p.WEB-DL.H264-TIDE", [.. Numbered, ScoringKey.Hash, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution]),
            Of("0b", 0, new("subdl", "2", english) { IsPack = true, IsHearingImpaired = true }, "The.Harbour.Line.S01.1080p.BluRay.x264-SPARROW", [.. Numbered, ScoringKey.Resolution]),
            Of("0c", 0, new("subdl", "3", english) { IsMachineTranslated = true }, null, [ScoringKey.Series], "It was translated by a machine, and those are excluded."),
            Of("0d", 1, new("gestdown", "4", german) { Format = "srt" }, "The.Harbour.Line.S01E01.GERMAN.WEB-LUNA", Numbered),
        ];
        var row = new SearchRow
        {
            VideoId = video.Id, Title = "The Harbour Line S01E01", Type = MediaType.Episode, Origin = SearchOrigin.Person, State = SearchState.Done,
            AskedAt = new(2026, 1, 15, 20, 0, 0, TimeSpan.Zero), FinishedAt = new(2026, 1, 15, 20, 0, 4, TimeSpan.Zero), Found = candidates.Length,
            Wanted = KeptJson.Write(new WantedSubtitle[] { new(english, false, Wish.Include, true), new(german, false, Wish.Include, true) }),
            Providers = KeptJson.Write(new KeptProvider[]
            {
                new("opensubtitles", 1, 812, null, false), new("subdl", 2, 1903, null, false), new("gestdown", 1, 240, null, false),
                new("jimaku", 0, 0, "It is not asked before 2026-01-15 20:30 UTC. jimaku.cc was asked too often, and wants to be left alone for a while. It answered 429.", true),
                new("subsource", 0, 30_000, "SubSource did not answer within 30 seconds. The others were not kept waiting for it.", false),
            }),
            Candidates = KeptJson.Pack(candidates),
            Fates = KeptJson.Write(new Dictionary<string, KeptFate>
            {
                ["0a"] = new(CandidateFate.Taken, []) { File = "The Harbour Line - S01E01 - Low Tide WEBDL-1080p.en.srt" },
                ["0b"] = new(CandidateFate.Refused, ["It ends after 12 minutes, and the video plays 43."]),
                ["0d"] = new(CandidateFate.NotFetched, ["api.gestdown.info no longer has it. It answered 404."]),
            }),
        };
        context.Add(row);
        await context.SaveChangesAsync();
        return row.Id;
    }

    private static KeptCandidate Of(string id, int wanted, FoundSubtitle found, string? release, ScoringKey[] keys, params string[] refusals)
    {
        var candidate = new Candidate(found.Provider, found.Language.Text, CandidateBits.Of(keys), ReleaseInfo: release);
        var score = ScoringEngine.Score(candidate, MediaType.Episode, ScoringRules.Default);
        return new(id, wanted, found, candidate, score.Points, score.Percent, score.Parts, refusals);
    }
}
