using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>Who is told of events, and whether all is well with them.</summary>
internal static class GetReceivers
{
    public sealed record Query : IRequest<IReadOnlyList<Group>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(2);
    }

    /// <param name="Title">What they are called, in the plural.</param>
    /// <param name="Path">Their page.</param>
    /// <param name="On">How many are delivered to.</param>
    /// <param name="Failing">How many of those failed the last time.</param>
    /// <param name="Stopped">How many are paused or off.</param>
    public sealed record Group(string Title, string Path, int On, int Failing, int Stopped);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<Group>>
    {
        public async Task<IReadOnlyList<Group>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var counts = await context.Subscriptions.AsNoTracking()
                .GroupBy(row => new { row.Channel, IsOn = row.IsEnabled && !row.IsPaused, IsFailing = row.ConsecutiveFailures > 0 })
                .Select(group => new { group.Key.Channel, group.Key.IsOn, group.Key.IsFailing, Count = group.Count() })
                .ToListAsync(cancellationToken);
            return
            [
                .. ChannelCatalog.All.GroupBy(channel => channel.Path).OrderBy(page => page.Key, StringComparer.Ordinal).Select(page =>
                {
                    var here = counts.Where(count => page.Any(channel => channel.Name == count.Channel)).ToList();
                    return new Group(
                        Wording.Kind(page.Key), page.Key, here.Where(count => count.IsOn).Sum(count => count.Count),
                        here.Where(count => count is { IsOn: true, IsFailing: true }).Sum(count => count.Count), here.Where(count => !count.IsOn).Sum(count => count.Count));
                }),
            ];
        }
    }
}
