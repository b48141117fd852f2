using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>A stored attempt.</summary>
[NoConfiguration]
public sealed class AttemptRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The job it belongs to.</summary>
    public long JobId { get; init; }

    /// <summary>1 for a job's first run, and so on.</summary>
    public int Number { get; init; }

    /// <summary>Why it was made.</summary>
    public JobTrigger Trigger { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>succeeded, skipped, retry_later, rejected, deferred, held, cancelled or interrupted.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it did not succeed, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>What kind of failure it was.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>When the next attempt was to be made.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>An <see cref="AttemptDetail"/> as JSON, or null when there is nothing to show.</summary>
    public string? Detail { get; init; }

    /// <summary>What can be shown of it.</summary>
    public AttemptDetail? ReadDetail() =>
        Detail is null ? null : JsonSerializer.Deserialize<AttemptDetail>(Detail, EventJson.Options);
}

internal sealed class AttemptRowConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("attempts");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.JobId, row.Number });
        builder.HasIndex(row => new { row.Failure, row.JobId }).HasFilter("failure IS NOT NULL").HasDatabaseName("ix_attempts_failure");
    }
}
