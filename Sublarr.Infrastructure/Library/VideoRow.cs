using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Library;

/// <summary>A video of the library.</summary>
public sealed class VideoRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The series or movie.</summary>
    public long TitleId { get; init; }

    /// <summary>Its whole path, as Sublarr sees it.</summary>
    public string Path { get; init; } = "";

    /// <summary>Its season; 0 for specials, null for movies and where nothing tells.</summary>
    public int? Season { get; init; }

    /// <summary>The episodes in it, as numbers with commas between them; empty for movies.</summary>
    public string Episodes { get; init; } = "";

    /// <summary>The first of <see cref="Episodes"/>, to sort by.</summary>
    public int? Episode { get; init; }

    /// <summary>Its number through all seasons.</summary>
    public int? Absolute { get; init; }

    /// <summary>The day of a daily show.</summary>
    public DateOnly? AiredOn { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>When it was written last, in UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What the subtitles beside it come to, in one number: the same as before means that none came, went or changed.</summary>
    public long SidecarMark { get; init; }

    /// <summary>Its id at the Sonarr or Radarr that has it.</summary>
    public int? SourceFileId { get; init; }

    /// <summary>Its container in ffprobe's words; null when nobody looked inside.</summary>
    public string? Format { get; init; }

    /// <summary>How long it plays; null when nobody knows.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Its streams as JSON, a list of <see cref="Domain.Library.VideoStream"/>; null when nobody looked inside.</summary>
    public string? Streams { get; init; }

    /// <summary>Why nobody knows what is in it, as a sentence; it is looked into again when it changes. Null when somebody knows, or nobody has looked.</summary>
    public string? ProbeProblem { get; init; }

    /// <summary>When it was seen first, in UTC.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary><see cref="Episodes"/> as numbers.</summary>
    public IReadOnlyList<int> EpisodeNumbers() => [.. Episodes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}

internal sealed class VideoRowConfiguration : IEntityTypeConfiguration<VideoRow>
{
    public void Configure(EntityTypeBuilder<VideoRow> builder)
    {
        builder.ToTable("videos");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Path).HasDatabaseName("ix_videos_path").IsUnique();
        builder.HasIndex(row => new { row.TitleId, row.Season, row.Episode, row.Id }).HasDatabaseName("ix_videos_title");
        // What is left to be looked into, which is nothing most of the time.
        builder.HasIndex(row => row.Id).HasDatabaseName("ix_videos_unprobed").HasFilter("streams IS NULL AND probe_problem IS NULL");
        builder.HasOne<TitleRow>().WithMany().HasForeignKey(row => row.TitleId).OnDelete(DeleteBehavior.Cascade);
    }
}
