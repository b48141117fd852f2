using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Stores what a form holds, for every channel.</summary>
internal sealed class SubscriptionEditor(
    IDbContextFactory<SublarrDbContext> contexts, ISubscriptionSwitch switchboard, ConfigNews news, TimeProvider time)
{
    /// <summary>Creates or changes a subscription.</summary>
    /// <param name="edit">What to store.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    /// <returns>Its id, or null when there is none of that id and channel.</returns>
    public async Task<long?> SaveAsync(SubscriptionEdit edit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var subscription = await FindOrAddAsync(context, edit, cancellationToken);
        if (subscription is null)
        {
            return null;
        }

        var (settings, changedSettings) = edit.Settings(subscription);
        subscription.Edit(edit.Name, edit.EventNames, settings, edit.TimeoutSeconds, edit.RetryCount);
        subscription.Narrow(edit.ContentFilter);
        subscription.Word(edit.TitleTemplate, edit.BodyTemplate);
        subscription.Hush(edit.QuietHours);
        if (edit.Id is null && !edit.Enabled)
        {
            subscription.Disable(time.GetUtcNow());
        }

        List<string> changed = [.. ChangedKeys(context, subscription), .. changedSettings];
        await context.SaveChangesAsync(cancellationToken);
        if (subscription.IsEnabled != edit.Enabled)
        {
            await SwitchAsync(subscription.Id, edit.Enabled, cancellationToken);
            changed.Add("enabled");
        }
        else if (edit.Id is not null)
        {
            await switchboard.SettleAsync(subscription.Id, cancellationToken);
        }

        if (changed.Count > 0)
        {
            await news.TellAsync(ChannelCatalog.SectionOf(edit.Channel), changed, cancellationToken);
        }

        return subscription.Id;
    }

    private async Task<Subscription?> FindOrAddAsync(SublarrDbContext context, SubscriptionEdit edit, CancellationToken cancellationToken)
    {
        if (edit.Id is { } id)
        {
            return await context.Subscriptions.SingleOrDefaultAsync(found => found.Id == id && found.Channel == edit.Channel, cancellationToken);
        }

        var subscription = new Subscription(edit.Channel, time.GetUtcNow());
        context.Add(subscription);
        return subscription;
    }

    private static List<string> ChangedKeys(SublarrDbContext context, Subscription subscription) =>
        [.. context.Entry(subscription).Properties.Where(property => property.IsModified || context.Entry(subscription).State == EntityState.Added)
            .Select(property => property.Metadata.GetColumnName())
            .Where(name => name is "name" or "event_names" or "timeout_seconds" or "retry_count" or "content_filter_json" or "title_template" or "body_template" or "quiet_hours_json")];

    private Task SwitchAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        enabled ? switchboard.EnableAsync(id, HeldRelease.All, cancellationToken) : switchboard.DisableAsync(id, cancellationToken);
}

/// <summary>What is to be stored.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Id">Null to create.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EventNames">The events it hears.</param>
/// <param name="Settings">The channel's settings as stored and what changed in them, from what is stored now.</param>
/// <param name="TimeoutSeconds">How long an attempt may take.</param>
/// <param name="RetryCount">How often a failed delivery is repeated.</param>
/// <param name="ContentFilter">Which of the events it hears by what they say, as JSON; null for all.</param>
/// <param name="Enabled">On or off.</param>
internal sealed record SubscriptionEdit(
    string Channel,
    long? Id,
    string Name,
    List<string> EventNames,
    Func<Subscription, (string Stored, IReadOnlyList<string> ChangedKeys)> Settings,
    int TimeoutSeconds,
    int RetryCount,
    string? ContentFilter,
    bool Enabled)
{
    /// <summary>The template of the titles of its messages; empty for the usual words.</summary>
    public string TitleTemplate { get; init; } = "";

    /// <summary>The template of the texts of its messages; empty for the usual words.</summary>
    public string BodyTemplate { get; init; } = "";

    /// <summary>The hours in which it tells nothing; null for none.</summary>
    public QuietHours? QuietHours { get; init; }
}
