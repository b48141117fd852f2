using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Writes and reads the settings of one channel by their structure: a new setting is carried without a change here.</summary>
internal interface ITransferChannel
{
    /// <summary>The channel's name.</summary>
    string Name { get; }

    /// <summary>The settings as the document has them.</summary>
    /// <param name="subscription">As it is stored.</param>
    /// <param name="cipher">Encrypts the secrets; null to leave them out.</param>
    JsonObject Export(Subscription subscription, TransferCipher? cipher);

    /// <summary>What the document makes of the settings.</summary>
    /// <param name="present">As it is stored; null for a new one.</param>
    /// <param name="eventNames">The events it hears.</param>
    /// <param name="settings">The object in the document; undefined when it has none.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="reading">Hears what is wrong.</param>
    SettingsEdit Read(Subscription? present, IReadOnlyList<string> eventNames, JsonElement settings, string path, ImportReading reading);
}

/// <summary>What the document makes of the settings of one subscription.</summary>
/// <param name="Changes">What differs from what is stored.</param>
/// <param name="Missing">Paths of missing secrets, each with whether the settings are invalid without.</param>
/// <param name="Stored">The settings as they are stored.</param>
internal sealed record SettingsEdit(IReadOnlyList<FieldChange> Changes, IReadOnlyList<(string Path, bool IsRequired)> Missing, Func<string> Stored)
{
    /// <summary>"EnvironmentNames[0]" is a matter of the validator's; the field is environment_names.</summary>
    public static string FieldOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Split('[', '.')[0]);
}

internal sealed class TransferChannel<TSettings>(string name, ChannelSettings codec, IValidator<TSettings> rules) : ITransferChannel
    where TSettings : class, new()
{
    public string Name => name;

    public JsonObject Export(Subscription subscription, TransferCipher? cipher)
    {
        // Without a passphrase nothing has to be decrypted: that works when the keys are lost, too.
        var settings = cipher is null ? ChannelSettings.ReadWithoutSecrets<TSettings>(subscription) : codec.Read<TSettings>(subscription);
        var document = JsonSerializer.SerializeToNode(settings, TransferFormat.Options)!.AsObject();
        var stored = JsonNode.Parse(subscription.Settings)!.AsObject();
        foreach (var property in Overlay.PropertiesOf<TSettings>().Where(Overlay.IsSecret))
        {
            document[property.Name] = Hidden(document[property.Name], stored[property.Name], cipher, PurposeOf(property.Name));
        }

        foreach (var property in Overlay.PropertiesOf<TSettings>().Where(property => Overlay.MayBeSecret(property) && Overlay.IsSecretAddress(document[property.Name])))
        {
            document[property.Name] = Hidden(document[property.Name], stored[property.Name], cipher, PurposeOf(property.Name));
        }

        return document;
    }

    public SettingsEdit Read(Subscription? present, IReadOnlyList<string> eventNames, JsonElement settings, string path, ImportReading reading)
    {
        TSettings? before;
        try
        {
            before = present is null ? null : codec.Read<TSettings>(present);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            // What is stored says nothing: the document says all.
            before = null;
        }
        catch (CryptographicException)
        {
            reading.Refuse(path, "The secrets that are stored here cannot be decrypted: the keys in the config folder are others. Restore the folder \"keys\", or delete this subscription first.");
            return new([], [], () => "{}");
        }

        if (settings.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            reading.Refuse(path, "The settings must be an object.");
            return new([], [], () => "{}");
        }

        IEnumerable<JsonProperty> members = settings.ValueKind == JsonValueKind.Object ? settings.EnumerateObject() : [];
        var known = reading.Problems.Count;
        var after = Overlay.Lay(before ?? new TSettings(), members, path, name, reading);
        after = after is IDerivedSettings<TSettings> made ? made.Derive() : after;
        var failures = reading.Problems.Count > known ? [] : rules.Validate(SettingsValidation.Of(after, eventNames)).Errors;
        var lacking = new HashSet<string>(StringComparer.Ordinal);
        foreach (var failure in failures)
        {
            var field = $"{path}.{SettingsEdit.FieldOf(failure.PropertyName)}";
            if (reading.MissingBelow(field).Any())
            {
                lacking.Add(field);
            }
            else
            {
                reading.Refuse(field, failure.ErrorMessage);
            }
        }

        var missing = Overlay.PropertiesOf<TSettings>().Where(property => Overlay.IsSecret(property) || Overlay.MayBeSecret(property)).Select(property => $"{path}.{property.Name}")
            .SelectMany(field => reading.MissingBelow(field).Select(secret => (secret, lacking.Contains(field))));
        return new([.. FieldDifferences.Between(before, after)], [.. missing], () => codec.Write(after));
    }

    private string PurposeOf(string property) => $"{name}.{property}";

    private static JsonNode? Hidden(JsonNode? value, JsonNode? stored, TransferCipher? cipher, string purpose) => value switch
    {
        JsonObject named => new JsonObject(named.Select(pair => KeyValuePair.Create(pair.Key, Hidden(pair.Value, (stored as JsonObject)?[pair.Key], cipher, purpose)))),
        _ when IsEmpty(stored) => JsonValue.Create(""),
        _ when cipher is null => null,
        _ => new JsonObject { [TransferFormat.Encrypted] = cipher.Seal(value!.GetValue<string>(), purpose) },
    };

    private static bool IsEmpty(JsonNode? text) => text is null || text.GetValue<string>().Length == 0;
}
