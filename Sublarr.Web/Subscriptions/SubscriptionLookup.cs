using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Api;

namespace Sublarr.Web.Subscriptions;

/// <summary>
/// Finds subscriptions of one channel: the id of a hook is not the id of a webhook. The name of a page that channels share
/// (<see cref="ChannelInfo.SharedPath"/>) stands for all of them.
/// </summary>
internal sealed class SubscriptionLookup(IDbContextFactory<SublarrDbContext> contexts)
{
    public async Task<bool> ExistsAsync(string channel, long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, channel, null).AnyAsync(found => found.Id == id, cancellationToken);
    }

    /// <summary>One or, without an id, a part of those of a channel, ordered by name.</summary>
    public async Task<List<Subscription>> ListAsync(string channel, long? id, string? text, Paging paging, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, channel, text)
            .Where(found => id == null || found.Id == id)
            .OrderBy(found => found.Name).ThenBy(found => found.Id)
            .Skip(paging.Skip).Take(paging.Take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>One of a channel, or none.</summary>
    public Task<List<Subscription>> ListAsync(string channel, long id, CancellationToken cancellationToken) =>
        ListAsync(channel, id, null, new Paging(1, 0), cancellationToken);

    /// <summary>How many of a channel there are, by their names.</summary>
    public async Task<int> CountAsync(string channel, string? text, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, channel, text).CountAsync(cancellationToken);
    }

    /// <summary>True for one that was deleted, and is not yet gone for good.</summary>
    public async Task<bool> WasDeletedAsync(string channel, long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Deleted(context, channel).AnyAsync(found => found.Id == id, cancellationToken);
    }

    /// <summary>Those of a channel that can be taken back now, the last deleted first.</summary>
    public async Task<List<Subscription>> DeletedAsync(string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var since = now - Subscription.KeptAfterDeletion;
        return await Deleted(context, channel).Where(found => found.DeletedAt >= since).OrderByDescending(found => found.DeletedAt).ToListAsync(cancellationToken);
    }

    private static IQueryable<Subscription> Deleted(SublarrDbContext context, string channel) =>
        Of(channel, context.SubscriptionsEverMade.AsNoTracking()).Where(found => found.DeletedAt != null);

    private static IQueryable<Subscription> Matching(SublarrDbContext context, string channel, string? text)
    {
        var rows = Of(channel, context.Subscriptions.AsNoTracking());
        return text is null ? rows : rows.WhereText(text, row => row.Name);
    }

    private static IQueryable<Subscription> Of(string channel, IQueryable<Subscription> rows)
    {
        var names = ChannelCatalog.NamesOn(channel);
        return names is [var only] ? rows.Where(found => found.Channel == only) : rows.Where(found => names.Contains(found.Channel));
    }
}
