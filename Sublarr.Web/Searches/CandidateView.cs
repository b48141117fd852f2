using System.Text.Json.Serialization;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>A subtitle that a search found, as people and machines see it.</summary>
/// <param name="Id">Unique in its search.</param>
/// <param name="ProviderName">Who has it.</param>
/// <param name="ProviderLabel">What people call that one.</param>
/// <param name="Language">The wanted language that it competes for: an IETF tag.</param>
/// <param name="Variant">And which subtitle of it: whole, forced or hearing_impaired.</param>
/// <param name="Score">What it scored.</param>
/// <param name="Percent">In percent of what was possible.</param>
/// <param name="Breakdown">How the points came about.</param>
/// <param name="Refused">True when rules refuse it; a person may take it all the same.</param>
/// <param name="Reason">Why, as sentences.</param>
public sealed record CandidateView(
    string Id, string ProviderName, string ProviderLabel, string Language, SubtitleVariant Variant, int Score, int Percent, IReadOnlyList<PointsView> Breakdown,
    bool Refused, string? Reason)
{
    // What tells two of one title from each other.
    private static readonly ScoringKey[] Telling = [ScoringKey.Hash, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec, ScoringKey.Resolution];

    /// <summary>What of the video's release it matches: hash, release_group, source, audio_codec, resolution.</summary>
    public IReadOnlyList<string> Matches { get; init; } = [];

    /// <summary>The release it was made for.</summary>
    public string? Release { get; init; }

    /// <summary>The extension of its format without dot; null when unknown.</summary>
    public string? Format { get; init; }

    /// <summary>For the hearing impaired.</summary>
    public bool HearingImpaired { get; init; }

    /// <summary>For foreign parts alone.</summary>
    public bool Forced { get; init; }

    /// <summary>Translated by a machine.</summary>
    public bool MachineTranslated { get; init; }

    /// <summary>True for a pack of several episodes, of which the right one is taken.</summary>
    public bool Pack { get; init; }

    /// <summary>Who made it known; null when unknown.</summary>
    public string? Uploader { get; init; }

    /// <summary>How often it was fetched there; null when unknown.</summary>
    public int? Downloads { get; init; }

    /// <summary>When it was made known, in UTC; null when unknown.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>Its page at the provider.</summary>
    public string? Page { get; init; }

    /// <summary>What became of it: not_reached, taken, refused, not_fetched or not_placed.</summary>
    public CandidateFate Fate { get; init; }

    /// <summary>Why, as sentences.</summary>
    public IReadOnlyList<string> FateReasons { get; init; } = [];

    /// <summary>The name of the file beside the video.</summary>
    public string? File { get; init; }

    /// <summary>The job that fetches it because a person chose it; null for none.</summary>
    public long? DownloadJobId { get; init; }

    /// <summary>Where that job stands.</summary>
    public JobState? DownloadState { get; init; }

    /// <summary>Why it has not come so far.</summary>
    public string? DownloadProblem { get; init; }

    /// <summary>The same as scoring has it, to be drawn.</summary>
    [JsonIgnore]
    public Score Scored { get; init; } = new(0, 0, [], []);

    /// <summary>True while it is on its way.</summary>
    [JsonIgnore]
    public bool IsFetching => DownloadState is { } state && !state.IsTerminal();

    internal static CandidateView Of(KeptCandidate kept, ReadSearch search)
    {
        var (found, wanted) = (kept.Found, search.Kept.Wanted[kept.Wanted]);
        var fate = search.Kept.Fates.GetValueOrDefault(kept.Id);
        var download = search.Downloads.GetValueOrDefault(kept.Id);
        var reason = kept.Refusals.Count > 0 ? string.Join(' ', kept.Refusals) : null;
        PointsView[] breakdown = [.. kept.Parts.Select(part => new PointsView(part.Name, part.Label, part.Points))];
        return new(
            kept.Id, found.Provider, ProviderCapabilities.LabelOf(found.Provider), wanted.Language.Text, wanted.Variant, kept.Points, kept.Percent, breakdown,
            reason is not null, reason)
        {
            Matches = [.. Telling.Where(key => kept.Candidate.Bits.Has(key)).Select(key => ScoringKeyInfo.All[(int)key].Name)],
            Release = kept.Candidate.ReleaseInfo, Format = found.Format,
            HearingImpaired = found.IsHearingImpaired, Forced = found.IsForced, MachineTranslated = found.IsMachineTranslated, Pack = found.IsPack, Uploader = found.Uploader, Downloads = found.Downloads, UploadedAt = found.UploadedAt, Page = Address(found.Page),
            Fate = fate?.Fate ?? CandidateFate.NotReached, FateReasons = fate?.Reasons ?? [], File = fate?.File,
            DownloadJobId = download?.JobId, DownloadState = download?.State, DownloadProblem = download?.Problem,
            Scored = new(kept.Points, kept.Percent, kept.Parts, kept.Refusals),
        };
    }

    // A stranger named it: nothing but a page is followed.
    private static string? Address(string? page) => Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;
}

/// <summary>One line of a breakdown.</summary>
/// <param name="Name">Its name for machines.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Points">What it adds or takes.</param>
public sealed record PointsView(string Name, string Label, int Points);
