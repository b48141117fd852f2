using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Settings;

/// <summary>The settings of one channel, for those who know them by their description alone: the form, the API, the audit trail.</summary>
public interface IChannelForm
{
    /// <summary>The channel's name.</summary>
    string Channel { get; }

    /// <summary>What can be set, in the order of the form.</summary>
    IReadOnlyList<SettingField> Fields { get; }

    /// <summary>Names of all that is encrypted at rest, described or not.</summary>
    IReadOnlyCollection<string> Secrets { get; }

    /// <summary>The settings as they may be shown: what is secret is a mask, or empty where there is none.</summary>
    /// <param name="subscription">As it is stored; null for the defaults.</param>
    JsonObject Show(Subscription? subscription);

    /// <summary>What is wrong with settings; empty when they can be stored.</summary>
    /// <param name="stored">What they are laid over; null for the defaults.</param>
    /// <param name="sent">What changes: what is left out stays, and so does a secret that is null or a mask.</param>
    /// <param name="eventNames">The events it hears.</param>
    IReadOnlyList<SettingProblem> ProblemsOf(Subscription? stored, JsonObject sent, IReadOnlyList<string> eventNames);

    /// <summary>The settings as they are stored, and the names of those that change.</summary>
    /// <param name="stored">What they are laid over.</param>
    /// <param name="sent">What changes, without a problem.</param>
    (string Stored, IReadOnlyList<string> ChangedKeys) Change(Subscription stored, JsonObject sent);

    /// <summary>A secret or a whole address in plain text; null when the field is neither.</summary>
    /// <param name="stored">As it is stored.</param>
    /// <param name="field">The name of the setting.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys in the config folder are not those it was encrypted with.</exception>
    string? Reveal(Subscription stored, string field);
}

/// <summary>What is wrong with one setting.</summary>
/// <param name="Path">Which, such as <c>settings.topic</c>.</param>
/// <param name="Message">Why and what helps, as sentences.</param>
public sealed record SettingProblem(string Path, string Message)
{
    /// <summary>What every path begins with.</summary>
    public const string Root = "settings.";
}

internal sealed class ChannelForm<TSettings>(string channel, ChannelSettings codec, IValidator<TSettings> rules) : IChannelForm
    where TSettings : class, new()
{
    private const string Root = "settings";

    public string Channel => channel;

    public IReadOnlyList<SettingField> Fields { get; } = SettingField.Of(typeof(TSettings));

    public IReadOnlyCollection<string> Secrets { get; } = [.. Overlay.PropertiesOf<TSettings>().Where(Overlay.IsSecret).Select(property => property.Name)];

    public JsonObject Show(Subscription? subscription)
    {
        var settings = subscription is null ? new TSettings() : ChannelSettings.ShowWhatCanBe<TSettings>(subscription);
        var all = JsonSerializer.SerializeToNode(settings, SettingsJson.Strict)!.AsObject();
        var stored = StoredOf(subscription);
        return new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Name, Shown(field, all[field.Name], stored[field.Name]))));
    }

    public IReadOnlyList<SettingProblem> ProblemsOf(Subscription? stored, JsonObject sent, IReadOnlyList<string> eventNames)
    {
        var reading = new Reading();
        var settings = Lay(stored is null ? new TSettings() : codec.ReadWhatCanBe<TSettings>(stored), sent, reading);
        // Of half a reading no rule says anything true.
        return reading.Problems.Count > 0
            ? reading.Problems
            : [.. rules.Validate(SettingsValidation.Of(settings, eventNames)).Errors.Select(error => new SettingProblem($"{Root}.{NameOf(error.PropertyName)}", error.ErrorMessage)).Distinct()];
    }

    public (string Stored, IReadOnlyList<string> ChangedKeys) Change(Subscription stored, JsonObject sent) =>
        codec.Change(stored, Lay(codec.ReadWhatCanBe<TSettings>(stored), sent, new Reading()));

    public string? Reveal(Subscription stored, string field) => Fields.FirstOrDefault(known => known.Name == field) switch
    {
        { Kind: SettingKind.Secret } secret => (string?)secret.Property.GetValue(codec.Read<TSettings>(stored)),
        { Kind: SettingKind.Address } address => (string?)address.Property.GetValue(ChannelSettings.ReadWithoutSecrets<TSettings>(stored)),
        _ => null,
    };

    private TSettings Lay(TSettings present, JsonObject sent, Reading reading)
    {
        using var document = JsonSerializer.SerializeToDocument(sent, SettingsJson.Strict);
        var members = document.RootElement.EnumerateObject().Where(member => !IsMaskedAddress(present, member)).ToList();
        foreach (var member in members.Where(member => MayBeMasked(member.Name) && TextOf(member).EndsWith($"/{ChatAddress.Mask}", StringComparison.Ordinal)))
        {
            reading.Refuse($"{Root}.{member.Name}", "This address was shown without what is behind its host: enter the whole of it.");
        }

        var settings = Overlay.Lay(present, members, Root, channel, reading);
        return settings is IDerivedSettings<TSettings> made ? made.Derive() : settings;
    }

    // What was shown masked and comes back so is the one that is stored.
    private bool IsMaskedAddress(TSettings present, JsonProperty member) =>
        MayBeMasked(member.Name)
        && Fields.First(field => field.Name == member.Name).Property.GetValue(present) is string { Length: > 0 } stored
        && ChatAddress.Shown(stored) is var shown && shown != stored && shown == TextOf(member);

    private bool MayBeMasked(string name) => Fields.Any(field => field.Name == name && field.Kind == SettingKind.Address);

    private static string TextOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";

    private static JsonObject StoredOf(Subscription? subscription)
    {
        try
        {
            return subscription is null ? [] : JsonNode.Parse(subscription.Settings) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // Somebody has damaged the row: the form is where it is mended.
            return [];
        }
    }

    private static JsonNode? Shown(SettingField field, JsonNode? value, JsonNode? stored) => (field.Kind, value) switch
    {
        (SettingKind.Headers, JsonObject named) => new JsonObject(named.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Redaction.Mask))),
        (SettingKind.Secret, _) => stored is JsonValue text && text.ToString().Length > 0 ? Redaction.Mask : "",
        (SettingKind.Address, JsonValue address) => ChatAddress.Shown(address.ToString()),
        _ => value?.DeepClone(),
    };

    // "Topics[0]" is a matter of the validator's; the field is topics.
    private static string NameOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Split('[', '.')[0]);

    private sealed class Reading : IOverlayReading
    {
        private readonly List<SettingProblem> _problems = [];

        public IReadOnlyList<SettingProblem> Problems => _problems;

        public void Refuse(string path, string message) => _problems.Add(new(path, message));

        public string Secret(JsonElement value, string path, string purpose, string stored)
        {
            switch (value)
            {
                case { ValueKind: JsonValueKind.Null }:
                case { ValueKind: JsonValueKind.String } when value.ValueEquals(Redaction.Mask):
                    return stored;
                case { ValueKind: JsonValueKind.String }:
                    return value.GetString()!;
                default:
                    Refuse(path, $"A secret is a text; {Redaction.Mask} or null keeps the present one.");
                    return stored;
            }
        }
    }
}
