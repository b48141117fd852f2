using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Events;

/// <summary>
/// Says that an event of a name is among so many stored one after the other. An index of all names would have each event written
/// to another page of the disk; this leads to the rare ones as well, and is written once in a while. A trigger fills it.
/// </summary>
public sealed class EventSpanRow
{
    /// <summary>Events in a span.</summary>
    public const int Length = 64;

    /// <summary>The public name.</summary>
    public required string Name { get; init; }

    /// <summary>The <see cref="EventRow.Sequence"/> of the span's events, divided by <see cref="Length"/>.</summary>
    public long Span { get; init; }
}

internal sealed class EventSpanRowConfiguration : IEntityTypeConfiguration<EventSpanRow>
{
    public void Configure(EntityTypeBuilder<EventSpanRow> builder)
    {
        builder.ToTable("event_spans");
        builder.HasKey(row => new { row.Name, row.Span });
    }
}
