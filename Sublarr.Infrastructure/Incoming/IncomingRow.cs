using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>What Sonarr or Radarr sent, as it came.</summary>
[NoConfiguration]
public sealed class IncomingRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>sonarr or radarr.</summary>
    public required string Source { get; init; }

    /// <summary>The name behind the path, or the one in the body; empty when there is none.</summary>
    public required string Instance { get; init; }

    /// <summary>What it reports, in the sender's words; empty when the body does not say.</summary>
    public required string EventType { get; init; }

    /// <summary>The body as it came.</summary>
    public required string Body { get; init; }

    /// <summary>When it came, in UTC.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What makes two reports the same; null when nothing does.</summary>
    public string? DedupKey { get; init; }

    /// <summary>What was done with it.</summary>
    public IncomingState State { get; init; }

    /// <summary>The job that works on it; null when it was ignored or a repeat.</summary>
    public long? JobId { get; init; }
}

/// <summary>What was done with an incoming webhook.</summary>
public enum IncomingState
{
    /// <summary>A job works on it.</summary>
    Accepted,

    /// <summary>The same report came before.</summary>
    Duplicate,

    /// <summary>Its event type is not known.</summary>
    Ignored,
}

internal sealed class IncomingRowConfiguration : IEntityTypeConfiguration<IncomingRow>
{
    public void Configure(EntityTypeBuilder<IncomingRow> builder)
    {
        builder.ToTable("incoming");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.DedupKey, row.ReceivedAt }).HasFilter("dedup_key IS NOT NULL");
        builder.HasIndex(row => row.JobId).HasFilter("job_id IS NOT NULL");
    }
}
