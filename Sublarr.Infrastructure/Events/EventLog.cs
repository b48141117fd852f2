using System.Data.Common;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Events;

/// <summary>Stores events together with the jobs that deliver them, and finds them again.</summary>
internal sealed class EventLog(GroupCommit writer, IEventTable table, IStoredEvents stored, EventsInHand inHand, JobStore jobs)
{
    /// <summary>Commits an event, its deliveries and what else is to be done as one. False when an event of the same key was stored before; then nothing is.</summary>
    public async Task<bool> AppendAsync(EventEnvelope envelope, IReadOnlyList<NewJob> deliveries, IReadOnlyList<NewJob> work, CancellationToken cancellationToken)
    {
        // An event that nobody wants is not asked for either.
        if (deliveries.Count > 0)
        {
            inHand.Put(envelope, deliveries.Count);
        }

        // What a job publishes nobody waits for.
        var urgency = envelope.Cause.JobId is null ? WriteUrgency.Awaited : WriteUrgency.Background;
        return await writer.WriteAsync(urgency, session => Append(session, envelope, deliveries, work), cancellationToken);
    }

    /// <summary>The event of an id, or null when retention has removed it.</summary>
    /// <exception cref="DbException">It cannot be read.</exception>
    public EventEnvelope? Find(string id) => inHand.Take(id) ?? stored.Find(id);

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
}
