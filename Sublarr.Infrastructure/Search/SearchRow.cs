using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Library;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Search;

/// <summary>A search of one video, with all that came of it. It is written as a whole, and what becomes of one of its subtitles later in a field of its own.</summary>
[NoConfiguration]
public sealed class SearchRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public long VideoId { get; init; }

    /// <summary>What people call it.</summary>
    public string Title { get; init; } = "";

    /// <summary>An episode or a movie.</summary>
    public MediaType Type { get; init; }

    /// <summary>Who wanted it.</summary>
    public SearchOrigin Origin { get; init; }

    /// <summary>The job that searched; null for none.</summary>
    public long? JobId { get; init; }

    /// <summary>How far it is.</summary>
    public SearchState State { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why nothing could be found out, as a sentence; null when something was.</summary>
    public string? Problem { get; init; }

    /// <summary>How many subtitles it found, each counted once for what it competes for.</summary>
    public int Found { get; init; }

    /// <summary>What was wanted, as JSON.</summary>
    public string Wanted { get; init; } = "[]";

    /// <summary>What each provider answered, as JSON.</summary>
    public string Providers { get; init; } = "[]";

    /// <summary>What was found, as JSON that is packed: see <see cref="KeptJson"/>.</summary>
    public byte[] Candidates { get; init; } = [];

    /// <summary>What became of those that were tried, by their ids, as JSON.</summary>
    public string Fates { get; init; } = "{}";
}

/// <summary>How far a search is.</summary>
public enum SearchState
{
    /// <summary>Providers are being asked.</summary>
    Running,

    /// <summary>All were asked, and somebody answered.</summary>
    Done,

    /// <summary>Nobody answered.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,
}

internal sealed class SearchRowConfiguration : IEntityTypeConfiguration<SearchRow>
{
    public void Configure(EntityTypeBuilder<SearchRow> builder)
    {
        builder.ToTable("searches");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.VideoId, row.Id }).HasDatabaseName("ix_searches_video");
        builder.HasIndex(row => row.JobId).HasDatabaseName("ix_searches_job");
        builder.HasIndex(row => row.AskedAt).HasDatabaseName("ix_searches_asked");
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
