using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Events;

/// <summary>A stored event.</summary>
[NoConfiguration]
public sealed class EventRow
{
    /// <summary>The index of alerts: by their numbers.</summary>
    public const string AlertIndex = "ix_events_alert";

    /// <summary>Rising with each event stored.</summary>
    public long Sequence { get; init; }

    /// <summary>The stable id receivers see.</summary>
    public required string Id { get; init; }

    /// <summary>The public name.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the payload's shape.</summary>
    public int Version { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>The payload as JSON.</summary>
    public required string Data { get; init; }

    /// <summary>The key under which it was published once.</summary>
    public string? Key { get; init; }

    /// <summary>The job that published it.</summary>
    public long? CauseJobId { get; init; }

    /// <summary>The subscription whose delivery it reports about.</summary>
    public long? CauseSubscriptionId { get; init; }

    /// <summary>How far it is from a fact about the world.</summary>
    public int Hop { get; init; }

    /// <summary>True when people are to notice it.</summary>
    public bool IsAlert { get; init; }

    /// <summary>The event as it is delivered.</summary>
    public EventEnvelope ToEnvelope() =>
        new(Id, Name, Version, OccurredAt, Data, new EventCause(CauseJobId, CauseSubscriptionId, Hop), Key) { IsAlert = IsAlert };
}

internal sealed class EventRowConfiguration : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("events");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Id).IsRequired();
        builder.Property(row => row.IsAlert).HasDefaultValue(false);
        builder.HasIndex(row => row.Id).IsUnique();
        builder.HasIndex(row => row.Key).IsUnique().HasFilter("key IS NOT NULL");
        builder.HasIndex(row => row.CauseJobId).HasFilter("cause_job_id IS NOT NULL");
        builder.HasIndex(row => row.Sequence).HasFilter("is_alert").HasDatabaseName(EventRow.AlertIndex);
    }
}
