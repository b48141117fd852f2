using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Events;

/// <summary>Stores events together with the jobs that deliver them, and finds them again.</summary>
internal sealed class EventLog(GroupCommit writer, IEventTable table, JobStore jobs, IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>Events are mostly delivered moments after they are stored: the last ones, some megabytes, need not be read from disk.</summary>
    private const int RecentLimit = 8192;

    private readonly ConcurrentDictionary<string, EventEnvelope> _recent = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Commits an event, its deliveries and what else is to be done as one. False when an event of the same key was stored before; then nothing is.</summary>
    public async Task<bool> AppendAsync(EventEnvelope envelope, IReadOnlyList<NewJob> deliveries, IReadOnlyList<NewJob> work, CancellationToken cancellationToken)
    {
        // An event that nobody wants is not asked for either, and what lives on for a moment too long costs the most to collect.
        if (deliveries.Count > 0)
        {
            Remember(envelope);
        }

        // What a job publishes nobody waits for.
        var urgency = envelope.Cause.JobId is null ? WriteUrgency.Awaited : WriteUrgency.Background;
        return await writer.WriteAsync(urgency, session => Append(session, envelope, deliveries, work), cancellationToken);
    }

    /// <summary>The event of an id, or null when retention has removed it.</summary>
    public async Task<EventEnvelope?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_recent.TryGetValue(id, out var recent))
        {
            return recent;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Events.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return row?.ToEnvelope();
    }

    private bool Append(WriteSession session, EventEnvelope envelope, IReadOnlyList<NewJob> deliveries, IReadOnlyList<NewJob> work)
    {
        if (!table.Insert(session, envelope))
        {
            return false;
        }

        foreach (var job in work)
        {
            jobs.Insert(session, job);
        }

        foreach (var delivery in deliveries)
        {
            jobs.Insert(session, delivery);
        }

        return true;
    }

    private void Remember(EventEnvelope envelope)
    {
        _recent[envelope.Id] = envelope;
        _order.Enqueue(envelope.Id);
        while (_order.Count > RecentLimit && _order.TryDequeue(out var oldest))
        {
            _recent.TryRemove(oldest, out _);
        }
    }
}
