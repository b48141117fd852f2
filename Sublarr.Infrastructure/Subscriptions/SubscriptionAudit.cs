using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Tells of subscriptions of every channel; secrets in their settings only as changed.</summary>
internal sealed class SubscriptionAudit(ISecretProtector protector, IEnumerable<IChannelForm> forms) : AuditRule
{
    // Of whatever channel: a name that is a secret's anywhere is none to be shown.
    private readonly SettingsDifference _settings = new(protector, forms.SelectMany(form => form.Secrets));

    private static readonly HashSet<string> Told =
    [
        nameof(Subscription.Name), "_eventNames", nameof(Subscription.ContentFilterJson), nameof(Subscription.TimeoutSeconds), nameof(Subscription.RetryCount),
        nameof(Subscription.IsEnabled), nameof(Subscription.DisabledReason), nameof(Subscription.IsPaused),
        nameof(Subscription.TitleTemplate), nameof(Subscription.BodyTemplate), nameof(Subscription.QuietHoursJson),
    ];

    public override Type Entity => typeof(Subscription);

    public override AuditSubject SubjectOf(EntityEntry entry)
    {
        var subscription = (Subscription)entry.Entity;
        // Known only once it is stored.
        long? id = entry.Property(nameof(Subscription.Id)).IsTemporary || subscription.Id <= 0 ? null : subscription.Id;
        return new(ChannelCatalog.Find(subscription.Channel)?.Subject ?? subscription.Channel, id, subscription.Name);
    }

    // The row stays for a while, for who takes it back; to people it is deleted.
    public override string ActionOf(EntityEntry entry) => entry.Property(nameof(Subscription.DeletedAt)) is { IsModified: true, CurrentValue: var deletedAt }
        ? deletedAt is null ? "restored" : "deleted"
        : base.ActionOf(entry);

    public override IEnumerable<AuditChange> ChangesOf(EntityEntry entry)
    {
        var settings = entry.Property(nameof(Subscription.Settings));
        if (ActionOf(entry) == "deleted")
        {
            return entry.Properties.Where(property => !IsIgnored(property.Metadata) && !string.IsNullOrEmpty(Text(property.OriginalValue)))
                .Select(property => Change(FieldOf(entry, property), property.OriginalValue, null))
                .Concat(_settings.Between(settings.OriginalValue, null));
        }

        return base.ChangesOf(entry).Concat(_settings.Between(Old(entry, settings), New(entry, settings)));
    }

    protected override bool IsIgnored(IProperty property) => !Told.Contains(property.Name);
}
