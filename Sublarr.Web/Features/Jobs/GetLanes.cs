using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Features.Jobs;

/// <summary>The lanes of the queue as people know them: by the names of their subscriptions, the fullest first.</summary>
internal static class GetLanes
{
    /// <summary>More than a page can show are left out.</summary>
    public const int Most = 50;

    /// <param name="OnlyPaused">True for the lanes alone that are paused.</param>
    /// <param name="WithIdle">True for those too that have nothing to do, where a person can set how many run at once.</param>
    public sealed record Query(bool OnlyPaused = false, bool WithIdle = false) : IRequest<Lanes>;

    /// <param name="Paused">True when the whole queue is.</param>
    /// <param name="Rows">The fullest, paused ones before all.</param>
    /// <param name="LeftOut">How many more there are.</param>
    public sealed record Lanes(bool Paused, IReadOnlyList<Row> Rows, int LeftOut);

    /// <param name="Lane">What is in it.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Channel">The channel of its subscription; null for a kind of job, and for one that was deleted.</param>
    /// <param name="Address">The page of its subscription; null for a kind of job.</param>
    public sealed record Row(GetQueue.Lane Lane, string Name, string? Channel, string? Address);

    public sealed class Handler(IMediator mediator, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Lanes>
    {
        public async Task<Lanes> Handle(Query query, CancellationToken cancellationToken)
        {
            var queue = await mediator.Send(new GetQueue.Query(query.OnlyPaused, query.WithIdle), cancellationToken);
            var shown = queue.Lanes.OrderByDescending(lane => lane.Paused).ThenByDescending(lane => lane.Running + lane.Queued + lane.Retrying + lane.Held).Take(Most).ToList();
            var ids = shown.Select(lane => JobLane.SubscriptionOf(lane.Name)).OfType<long>().ToList();
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var known = await context.Subscriptions.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new Subscriber(row.Id, row.Name, row.Channel)).ToDictionaryAsync(row => row.Id, cancellationToken);
            return new(queue.Paused, [.. shown.Select(lane => RowOf(lane, known))], queue.Lanes.Count - shown.Count);
        }

        private static Row RowOf(GetQueue.Lane lane, Dictionary<long, Subscriber> known) => JobLane.SubscriptionOf(lane.Name) is not { } id
            ? new(lane, JobKindText.Of(lane.Name), null, null)
            : known.TryGetValue(id, out var subscriber)
                ? new(lane, subscriber.Name, subscriber.Channel, ChannelCatalog.AddressOf(subscriber.Channel, id))
                : new(lane, "Deleted", null, null);

        private sealed record Subscriber(long Id, string Name, string Channel);
    }
}
