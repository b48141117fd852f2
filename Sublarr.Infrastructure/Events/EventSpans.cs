using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Events;

/// <summary>Finds events by their name.</summary>
public static class EventSpans
{
    /// <summary>True when an event of the name is in at most so many spans: then to read those costs less than to look through all.</summary>
    public static async Task<bool> IsRareAsync(this SublarrDbContext context, string name, int spans, CancellationToken cancellationToken) =>
        await context.EventSpans.Where(span => span.Name == name).Take(spans + 1).CountAsync(cancellationToken) <= spans;

    /// <summary>The events of a name, in no order.</summary>
    public static IQueryable<EventRow> EventsNamed(this SublarrDbContext context, string name) =>
        from span in context.EventSpans
        where span.Name == name
        from row in context.Set<EventRow>()
        where row.Sequence >= span.Span * EventSpanRow.Length && row.Sequence < (span.Span + 1) * EventSpanRow.Length && row.Name == name
        select row;
}
