using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.History;

namespace Sublarr.Web.Features.History;

/// <summary>One thing that was done to a subtitle, as people and machines see it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Action">downloaded, upgraded, deleted, blacklisted or restored.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Sentence">What was done, as a sentence.</param>
/// <param name="Reason">Why, as sentences.</param>
public sealed record HistoryView(long Id, SubtitleAction Action, DateTimeOffset At, string Sentence, string Reason)
{
    /// <summary>The subtitle in the library; it may be gone by now.</summary>
    public long? SubtitleId { get; init; }

    /// <summary>The video; null when it is gone.</summary>
    public long? VideoId { get; init; }

    /// <summary>The series or movie.</summary>
    public long TitleId { get; init; }

    /// <summary>What people call the video.</summary>
    public string Title { get; init; } = "";

    /// <summary>episode or movie.</summary>
    public MediaType Type { get; init; }

    /// <summary>An IETF tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>For what is foreign in the film alone.</summary>
    public bool Forced { get; init; }

    /// <summary>For what is heard, too.</summary>
    public bool HearingImpaired { get; init; }

    /// <summary>Where it lay: a whole path.</summary>
    public string Path { get; init; } = "";

    /// <summary>The ending of the file.</summary>
    public string Format { get; init; } = "";

    /// <summary>The provider it came from; null for a person's own file.</summary>
    public string? Provider { get; init; }

    /// <summary>Its id there.</summary>
    public string? ProviderSubtitleId { get; init; }

    /// <summary>The release it was made for.</summary>
    public string? Release { get; init; }

    /// <summary>What it scored then.</summary>
    public int? Score { get; init; }

    /// <summary>The same in percent of what could be reached.</summary>
    public int? Percent { get; init; }

    /// <summary>Translated by a machine.</summary>
    public bool MachineTranslated { get; init; }

    /// <summary>The search that found it; null where none is kept.</summary>
    public long? SearchId { get; init; }

    /// <summary>The job that did it; null for a person.</summary>
    public long? JobId { get; init; }

    /// <summary>What was looked at before it was put in place.</summary>
    public IReadOnlyList<GateFinding> Findings { get; init; } = [];

    /// <summary>What of the trash holds what had to go for it.</summary>
    public IReadOnlyList<string> Trashed { get; init; } = [];

    internal static HistoryView Of(SubtitleHistoryRow row) => new(row.Id, row.Action, row.At, row.Sentence(), row.Reason)
    {
        SubtitleId = row.SubtitleId,
        VideoId = row.VideoId,
        TitleId = row.TitleId,
        Title = row.Title,
        Type = row.Type,
        Language = row.Language,
        Forced = row.IsForced,
        HearingImpaired = row.IsHearingImpaired,
        Path = row.Path,
        Format = row.Format,
        Provider = row.Provider,
        ProviderSubtitleId = row.ProviderSubtitleId,
        Release = row.Release,
        Score = row.Score,
        Percent = row.Percent,
        MachineTranslated = row.IsMachineTranslated,
        SearchId = row.SearchId,
        JobId = row.JobId,
        Findings = row.ReadFindings(),
        Trashed = row.TrashIds(),
    };

    /// <summary>What people call the provider; null for none.</summary>
    public string? ProviderLabel() => Provider is { } name ? ProviderCapabilities.LabelOf(name) : null;
}
