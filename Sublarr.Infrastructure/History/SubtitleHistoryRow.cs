using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.History;

/// <summary>One thing that was done to a subtitle. It outlives the subtitle, its video and its title.</summary>
[NoConfiguration]
public sealed class SubtitleHistoryRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>What was done.</summary>
    public SubtitleAction Action { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The video; null once it is gone.</summary>
    public long? VideoId { get; set; }

    /// <summary>The series or movie. It stays when that is gone.</summary>
    public long TitleId { get; init; }

    /// <summary>What people call the video.</summary>
    public string Title { get; init; } = "";

    /// <summary>An episode or a movie: by which weights it is scored.</summary>
    public MediaType Type { get; init; }

    /// <summary>Its language as an IETF tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>For what is foreign in the film alone.</summary>
    public bool IsForced { get; init; }

    /// <summary>For what is heard, too.</summary>
    public bool IsHearingImpaired { get; init; }

    /// <summary>Where it lay: a whole path.</summary>
    public string Path { get; init; } = "";

    /// <summary>The ending of the file.</summary>
    public string Format { get; init; } = "";

    /// <summary>The provider it came from; null for a person's own file.</summary>
    public string? Provider { get; init; }

    /// <summary>Its id there.</summary>
    public string? ProviderSubtitleId { get; init; }

    /// <summary>The release it was made for, as the provider names it.</summary>
    public string? Release { get; init; }

    /// <summary>What it scored under the rules of then.</summary>
    public int? Score { get; init; }

    /// <summary>The same in percent of what could be reached.</summary>
    public int? Percent { get; init; }

    /// <summary>The parts of the score as JSON, a list of <see cref="ScorePart"/>.</summary>
    public string? Parts { get; init; }

    /// <summary>The <see cref="Domain.Scoring.Candidate"/> as JSON, in the format that the file has: it can be scored again under other rules.</summary>
    public string? Candidate { get; init; }

    /// <summary>Translated by a machine.</summary>
    public bool IsMachineTranslated { get; init; }

    /// <summary>The search that found it; null where none is kept.</summary>
    public long? SearchId { get; init; }

    /// <summary>The job that did it; null for a person.</summary>
    public long? JobId { get; init; }

    /// <summary>Why, as sentences.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the gate found, as JSON, a list of <see cref="GateFinding"/>.</summary>
    public string? Findings { get; init; }

    /// <summary>What of the trash holds what had to go for it, as ids with blanks between them; null for nothing.</summary>
    public string? Trashed { get; init; }

    /// <summary>The subtitle in the library, which may be gone by now; null where there was none.</summary>
    public long? SubtitleId { get; set; }

    /// <summary>What its bytes came to when it was written.</summary>
    public string? Checksum { get; init; }

    /// <summary>How many bytes its video had when it was written: with another number it is another file by now, and what was said of its release is not said of that. Null where nobody knows.</summary>
    public long? VideoSize { get; set; }

    /// <summary>The score of then; null where there was none.</summary>
    public Score? ScoreThen() => Score is { } points ? new(points, Percent ?? 0, Read<List<ScorePart>>(Parts) ?? [], []) : null;

    /// <summary>What it was when it was chosen; null where nobody knows.</summary>
    public Candidate? ReadCandidate() => Read<Candidate>(Candidate);

    /// <summary>What it is for a video as it is now: for another file than that of then it is made for no release that anybody knows. Null where nobody knows.</summary>
    /// <param name="size">The video's size, in bytes; null when it is gone.</param>
    public Candidate? ReadCandidate(long? size)
    {
        var then = ReadCandidate();
        return then is not null && IsForOtherThan(size) ? then with { Bits = then.Bits.WithoutRelease() } : then;
    }

    /// <summary>True when it was chosen for another file than the video is now.</summary>
    /// <param name="size">The video's size, in bytes; null when it is gone.</param>
    public bool IsForOtherThan(long? size) => VideoSize is { } then && size is { } now && then != now;

    /// <summary>What the gate found.</summary>
    public IReadOnlyList<GateFinding> ReadFindings() => Read<List<GateFinding>>(Findings) ?? [];

    /// <summary>What of the trash holds what had to go for it.</summary>
    public IReadOnlyList<string> TrashIds() => Trashed?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What was done, as a sentence.</summary>
    public string Sentence()
    {
        var subtitle = $"{Say.Language(Language)}{(IsForced ? ", forced" : "")}{(IsHearingImpaired ? ", for the hard of hearing" : "")}";
        return Action switch
        {
            SubtitleAction.Downloaded => $"{subtitle} for {Title}: downloaded from {HistoryWords.Provider(this)}.",
            SubtitleAction.Upgraded => $"{subtitle} for {Title}: a better one came from {HistoryWords.Provider(this)}.",
            SubtitleAction.Deleted => $"{subtitle} for {Title}: sent to the trash.",
            SubtitleAction.Blacklisted => $"{subtitle} for {Title}: not this one from {HistoryWords.Provider(this)}.",
            _ => $"{subtitle} for {Title}: taken out of the trash.",
        };
    }

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, EventJson.Options);
}

internal sealed class SubtitleHistoryRowConfiguration : IEntityTypeConfiguration<SubtitleHistoryRow>
{
    public void Configure(EntityTypeBuilder<SubtitleHistoryRow> builder)
    {
        builder.ToTable("subtitle_history");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.VideoId, row.Id }).HasDatabaseName("ix_subtitle_history_video");
        builder.HasIndex(row => new { row.SubtitleId, row.Id }).HasDatabaseName("ix_subtitle_history_subtitle");
        builder.HasIndex(row => new { row.TitleId, row.Id }).HasDatabaseName("ix_subtitle_history_title");
        builder.HasIndex(row => row.Path).HasDatabaseName("ix_subtitle_history_path");
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.SetNull);
    }
}
