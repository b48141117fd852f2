using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Writes hooks, webhooks, Sonarrs, Radarrs and profiles of languages as one document. Without a passphrase the same configuration gives the same bytes.</summary>
public interface IConfigurationExport
{
    /// <summary>The document, or why there can be none.</summary>
    /// <param name="passphrase">Encrypts the secrets; null to leave them out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<(byte[] Document, IReadOnlyList<TransferProblem> Problems)> WriteAsync(string? passphrase, CancellationToken cancellationToken);
}

internal sealed class ConfigurationExport(
    IDbContextFactory<SublarrDbContext> contexts, IEnumerable<ITransferChannel> channels, IEnumerable<ITransferPart> parts, SubscriptionDirectory directory) : IConfigurationExport
{
    private readonly Dictionary<string, ITransferChannel> _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    public async Task<(byte[] Document, IReadOnlyList<TransferProblem> Problems)> WriteAsync(string? passphrase, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var unreadable = (await directory.GetAsync(cancellationToken)).Unreadable;
        var subscriptions = (await context.Subscriptions.AsNoTracking().ToListAsync(cancellationToken))
            .Where(subscription => _channels.ContainsKey(subscription.Channel) && !unreadable.ContainsKey(subscription.Id))
            .OrderBy(subscription => subscription.Channel, StringComparer.Ordinal).ThenBy(subscription => subscription.Name, StringComparer.Ordinal).ToList();
        var problems = SameNames(subscriptions).ToList();
        if (problems.Count > 0)
        {
            return ([], problems);
        }

        using var cipher = passphrase is null ? null : TransferCipher.Create(passphrase);
        try
        {
            var document = new JsonObject { ["format"] = TransferFormat.Name, ["version"] = TransferFormat.Version };
            if (cipher is not null)
            {
                document["encryption"] = JsonSerializer.SerializeToNode(cipher.Parameters, TransferFormat.Options);
            }

            document[TransferFormat.Subscriptions] = new JsonArray([.. subscriptions.Select(subscription => ItemOf(subscription, cipher))]);
            foreach (var part in parts)
            {
                // What nobody has is not mentioned.
                if (await part.ExportAsync(context, cipher, cancellationToken) is { Count: > 0 } entries)
                {
                    document[part.Name] = entries;
                }
            }

            if (unreadable.Count > 0)
            {
                document[TransferFormat.LeftOut] = JsonSerializer.SerializeToNode(
                    unreadable.OrderBy(left => left.Key).Select(left => new { left.Value.Channel, left.Value.Name, Reason = left.Value.Problem }), TransferFormat.Options);
            }

            return (JsonSerializer.SerializeToUtf8Bytes(document, TransferFormat.Options), []);
        }
        catch (CryptographicException)
        {
            return ([], [new("passphrase", "The keys in the config folder are not the ones the secrets were stored with. Export without a passphrase: secrets are left out then.")]);
        }
    }

    /// <summary>What every subscription has, as the document has it.</summary>
    internal static SubscriptionFields FieldsOf(Subscription subscription) => new()
    {
        Name = subscription.Name,
        EventNames = [.. subscription.EventNames],
        Filter = subscription.ContentFilterJson is { } filter && subscription.HasReadableFilter() ? JsonSerializer.Deserialize<JsonElement>(filter) : null,
        TitleTemplate = subscription.TitleTemplate,
        BodyTemplate = subscription.BodyTemplate,
        QuietHours = subscription.QuietHours,
        TimeoutSeconds = subscription.TimeoutSeconds,
        RetryCount = subscription.RetryCount,
        Enabled = subscription.IsEnabled,
    };

    private JsonObject ItemOf(Subscription subscription, TransferCipher? cipher)
    {
        var item = new JsonObject { [TransferFormat.Channel] = subscription.Channel };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(FieldsOf(subscription), TransferFormat.Options)!.AsObject())
        {
            item[name] = value?.DeepClone();
        }

        item[TransferFormat.Settings] = _channels[subscription.Channel].Export(subscription, cipher);
        return item;
    }

    private static IEnumerable<TransferProblem> SameNames(IEnumerable<Subscription> subscriptions) =>
        from subscription in subscriptions
        group subscription by (subscription.Channel, subscription.Name) into same
        where same.Skip(1).Any()
        select new TransferProblem(
            TransferFormat.Subscriptions, $"{same.Count()} subscriptions of the channel {same.Key.Channel} are named \"{same.Key.Name}\": rename all but one. An import finds them by their names.");
}
