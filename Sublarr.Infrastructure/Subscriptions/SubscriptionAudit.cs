using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Tells of subscriptions of every channel; secrets in their settings only as changed.</summary>
internal sealed class SubscriptionAudit(ISecretProtector protector, IEnumerable<IChannelForm> forms) : AuditRule
{
    // Of whatever channel: a name that is a secret's anywhere is none to be shown.
    private readonly HashSet<string> _secrets = [.. forms.SelectMany(form => form.Secrets)];

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
                .Concat(Difference(Fields(settings.OriginalValue), []));
        }

        return base.ChangesOf(entry).Concat(Difference(Fields(Old(entry, settings)), Fields(New(entry, settings))));
    }

    protected override bool IsIgnored(IProperty property) => !Told.Contains(property.Name);

    private IEnumerable<AuditChange> Difference(Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> @new)
    {
        foreach (var name in old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (Find(old, name), Find(@new, name));
            if (_secrets.Contains(name))
            {
                if (Plain(before) != Plain(after))
                {
                    yield return new(name, null, null, IsSecret: true);
                }
            }
            else if (Shown(before) is var left && Shown(after) is var right && left != right)
            {
                yield return Masked(left) is var maskedLeft && Masked(right) is var maskedRight && maskedLeft == maskedRight
                    ? new(name, null, null, IsSecret: true)
                    : new(name, maskedLeft, maskedRight);
            }
        }
    }

    // An address may carry a password or a key.
    private static string? Masked(string? text) =>
        text is not null && Uri.TryCreate(text, UriKind.Absolute, out var address) ? new Redaction(address, [], []).Url(text) : text;

    // Encrypted anew, the same secret looks different.
    private string Plain(JsonElement? value)
    {
        try
        {
            return value switch
            {
                { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } secret => protector.Unprotect(secret),
                { ValueKind: JsonValueKind.Object } named => string.Join('\n', named.EnumerateObject().OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}: {Plain(pair.Value)}")),
                _ => "",
            };
        }
        catch (CryptographicException)
        {
            // The keys are lost: what cannot be compared counts as changed when it looks so.
            return value?.GetRawText() ?? "";
        }
    }

    private static string? Shown(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => Text(text.GetString()),
        { } other => Text(other.GetRawText()),
    };

    private static JsonElement? Find(Dictionary<string, JsonElement> fields, string name) => fields.TryGetValue(name, out var value) ? value : null;

    // What cannot be read has no fields to tell of, and can be paused or deleted all the same.
    private static Dictionary<string, JsonElement> Fields(object? json)
    {
        try
        {
            return json is string text ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
