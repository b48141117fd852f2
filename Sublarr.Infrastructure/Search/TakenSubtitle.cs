using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.History;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>A subtitle that was found and put in place, as the history tells of it.</summary>
internal static class TakenSubtitle
{
    /// <summary>Its row.</summary>
    /// <param name="video">The video.</param>
    /// <param name="taken">The one that was taken, scored in the format that it has.</param>
    /// <param name="placed">Where it stands.</param>
    /// <param name="cause">The job that looked.</param>
    /// <param name="at">When, in UTC.</param>
    /// <param name="action">Downloaded, or upgraded.</param>
    /// <param name="reason">Why it was this one, as sentences.</param>
    /// <param name="searchId">The search that a person chose it from; null where the job tells which search it was.</param>
    public static SubtitleHistoryRow Row(
        SearchedVideo video, RankedSubtitle taken, PlacementResult.Placed placed, EventCause cause, DateTimeOffset at, SubtitleAction action, string reason,
        long? searchId = null) => new()
    {
        Action = action,
        At = at,
        VideoId = video.Row.Id,
        TitleId = video.Title.Id,
        Title = Say.Item(video.Title.Name, video.Row.Season, video.Row.Episode),
        Type = video.Type,
        Language = placed.Subtitle.Language.Text,
        IsForced = placed.Subtitle.IsForced,
        IsHearingImpaired = placed.Subtitle.IsHearingImpaired,
        Path = placed.Path,
        Format = Path.GetExtension(placed.Path).TrimStart('.'),
        Provider = taken.Found.Provider,
        ProviderSubtitleId = taken.Found.Id,
        Release = taken.Candidate.ReleaseInfo,
        Score = taken.Score.Points,
        Percent = taken.Score.Percent,
        Parts = HistoryWords.Json(taken.Score.Parts),
        Candidate = HistoryWords.Json(taken.Candidate),
        IsMachineTranslated = taken.Candidate.Bits.Has(CandidateBits.MachineTranslatedBit),
        SearchId = searchId,
        JobId = cause.JobId,
        Reason = reason,
        Findings = HistoryWords.Json(placed.Findings),
        Trashed = HistoryWords.Trash(placed.Trashed),
        Checksum = placed.Checksum,
    };

    /// <summary>Why it was this one of all that were found.</summary>
    public static string WhyFirst(FetchedSubtitle fetched) => fetched.Reasons.Count == 0
        ? "It scored highest of all that were found."
        : $"It scored highest of those that could be had; {Wording.Several(fetched.Reasons.Count, "better one was", "better ones were")} passed over: {string.Join(" ", fetched.Reasons)}";
}
