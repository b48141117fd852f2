using System.Text.Json;
using FluentValidation;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Compares a document with what is stored, and stores nothing.</summary>
internal sealed class ImportPlanner(IEnumerable<ITransferChannel> transfers, DeliveryChannels channels, IEnumerable<IValidator<SubscriptionFields>> rules)
{
    private readonly Dictionary<string, ITransferChannel> _transfers = transfers.ToDictionary(transfer => transfer.Name, StringComparer.Ordinal);

    /// <summary>What becomes of each subscription of the document. Where something is wrong, the reading knows and the list is short.</summary>
    public IReadOnlyList<ImportStep> Plan(TransferDocument document, IReadOnlyList<Subscription> present, ImportReading reading)
    {
        var steps = new List<ImportStep>();
        var index = 0;
        foreach (var item in document.Items)
        {
            var path = $"{TransferFormat.Subscriptions}[{index++}]";
            if (Step(item, path, present, reading) is not { } step)
            {
                continue;
            }

            if (steps.Exists(other => other.Transfer == step.Transfer && other.Fields.Name == step.Fields.Name))
            {
                reading.Refuse($"{path}.name", $"The document has \"{step.Fields.Name}\" twice: rename or remove one.");
            }

            steps.Add(step);
        }

        return steps;
    }

    private ImportStep? Step(JsonElement item, string path, IReadOnlyList<Subscription> present, ImportReading reading)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            reading.Refuse(path, "A subscription must be an object.");
            return null;
        }

        if (TextOf(item, TransferFormat.Channel) is not { } channel || !_transfers.TryGetValue(channel, out var transfer))
        {
            reading.Refuse($"{path}.{TransferFormat.Channel}", $"The channel must be one of {string.Join(", ", _transfers.Keys.Order(StringComparer.Ordinal))}.");
            return null;
        }

        if (TextOf(item, "name")?.Trim() is not { Length: > 0 } name)
        {
            reading.Refuse($"{path}.name", "A subscription needs a name: by this it is found again.");
            return null;
        }

        var known = present.Where(subscription => subscription.Channel == channel && subscription.Name == name).ToList();
        if (known.Count > 1)
        {
            reading.Refuse($"{path}.name", $"{known.Count} of them are named \"{name}\" here, and Sublarr cannot tell which is meant: rename all but one.");
            return null;
        }

        var subscription = known.SingleOrDefault();
        var before = subscription is null ? null : ConfigurationExport.FieldsOf(subscription);
        var fields = ReadFields(item, before ?? new() { RetryCount = channels.Find(channel)?.Retries.Delays.Count ?? 0 }, path, reading) with { Name = name };
        RefuseWords(channel, fields, path, reading);
        var settingsPath = $"{path}.{TransferFormat.Settings}";
        var settings = transfer.Read(subscription, fields.EventNames, item.TryGetProperty(TransferFormat.Settings, out var written) ? written : default, settingsPath, reading);
        List<FieldChange> changes = [.. FieldDifferences.Between(before, fields), .. settings.Changes];
        var action = subscription is null ? PlannedAction.Create : changes.Count > 0 ? PlannedAction.Change : PlannedAction.Keep;
        return new(
            subscription, transfer, fields, settings, new(channel, name, action, changes),
            [.. settings.Missing.Select(secret => new MissingSecret(secret.Path, channel, name, secret.Path[(settingsPath.Length + 1)..], secret.IsRequired))]);
    }

    private SubscriptionFields ReadFields(JsonElement item, SubscriptionFields present, string path, ImportReading reading)
    {
        var members = item.EnumerateObject().Where(member => member.Name is not (TransferFormat.Channel or TransferFormat.Settings));
        var known = reading.Problems.Count;
        var fields = Overlay.Lay(present, members, path, "", reading);
        // As over the API: an empty object takes the filter away.
        fields = fields with { Filter = fields.Filter is { ValueKind: JsonValueKind.Object } filter && filter.EnumerateObject().Any() ? filter : Refusable(fields.Filter) };
        foreach (var failure in reading.Problems.Count > known ? [] : rules.SelectMany(rule => rule.Validate(fields).Errors))
        {
            reading.Refuse($"{path}.{SettingsEdit.FieldOf(failure.PropertyName)}", failure.ErrorMessage);
        }

        return fields;
    }

    private void RefuseWords(string channel, SubscriptionFields fields, string path, ImportReading reading)
    {
        if (channels.Find(channel)?.Info is { TakesWords: false } info && (fields.TitleTemplate.Length > 0 || fields.BodyTemplate.Length > 0 || fields.QuietHours is not null))
        {
            reading.Refuse($"{path}.{(fields.TitleTemplate.Length > 0 ? "title_template" : fields.BodyTemplate.Length > 0 ? "body_template" : "quiet_hours")}", info.NoMessages);
        }
    }

    private static JsonElement? Refusable(JsonElement? filter) => filter is { ValueKind: JsonValueKind.Object } ? null : filter;

    private static string? TextOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What becomes of one subscription of the document.</summary>
/// <param name="Present">As it is stored; null for a new one.</param>
/// <param name="Transfer">Its channel.</param>
/// <param name="Fields">What it will have besides its settings.</param>
/// <param name="Settings">What its settings will be.</param>
/// <param name="Shown">The same for people.</param>
/// <param name="MissingSecrets">What the document leaves out.</param>
internal sealed record ImportStep(
    Subscription? Present, ITransferChannel Transfer, SubscriptionFields Fields, SettingsEdit Settings, PlannedSubscription Shown, IReadOnlyList<MissingSecret> MissingSecrets);
