using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What a long job noted of its work. In a table of its own: most jobs note nothing, and theirs is the hot path.</summary>
[NoConfiguration]
public sealed class JobNoteRow
{
    /// <summary>The job.</summary>
    public long JobId { get; init; }

    /// <summary>What is done, in whatever the job counts.</summary>
    public long Done { get; init; }

    /// <summary>How much there is; null when nobody knows.</summary>
    public long? Total { get; init; }

    /// <summary>What was being done, as a phrase.</summary>
    public string? Text { get; init; }

    /// <summary>Where the next attempt goes on: JSON of the handler's own.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>When this was noted.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>How far the job was.</summary>
    public JobProgress Progress => new(Done, Total, Text);
}

internal sealed class JobNoteRowConfiguration : IEntityTypeConfiguration<JobNoteRow>
{
    public void Configure(EntityTypeBuilder<JobNoteRow> builder)
    {
        builder.ToTable("job_notes");
        builder.HasKey(row => row.JobId);
        builder.Property(row => row.JobId).ValueGeneratedNever();
        builder.Ignore(row => row.Progress);
    }
}
