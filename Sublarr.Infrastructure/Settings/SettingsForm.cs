using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Settings;

// There is one for each channel and provider from the start on: what it is made of, the rules above all, is made when somebody asks.
internal sealed class SettingsForm<TSettings>(string owner, ChannelSettings codec, Lazy<IValidator<TSettings>> rules) : IChannelForm, IProviderForm
    where TSettings : class, new()
{
    private const string Root = "settings";

    private readonly Lazy<IReadOnlyCollection<string>> _secrets = new(() => [.. Overlay.PropertiesOf<TSettings>().Where(Overlay.IsSecret).Select(property => property.Name)]);

    public string Channel => owner;

    public string Provider => owner;

    public IReadOnlyList<SettingField> Fields => SettingField.Of(typeof(TSettings));

    public IReadOnlyCollection<string> Secrets => _secrets.Value;

    public JsonObject Show(IStoredSettings? stored)
    {
        var settings = stored is null ? new TSettings() : ChannelSettings.ShowWhatCanBe<TSettings>(stored);
        var all = JsonSerializer.SerializeToNode(settings, SettingsJson.Strict)!.AsObject();
        var written = StoredOf(stored);
        return new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Name, Shown(field, all[field.Name], written[field.Name]))));
    }

    public IReadOnlyList<SettingProblem> ProblemsOf(IStoredSettings? stored, JsonObject sent, IReadOnlyList<string> eventNames)
    {
        var reading = new Reading();
        var before = stored is null ? new TSettings() : codec.ReadWhatCanBe<TSettings>(stored);
        var after = Lay(before, sent, reading);
        // Of half a reading no rule says anything true.
        var broken = reading.IsHalf ? [] : rules.Value.Validate(SettingsValidation.Of(after, eventNames, before)).Errors;
        return [.. reading.Problems, .. broken.Select(error => new SettingProblem($"{Root}.{NameOf(error.PropertyName)}", error.ErrorMessage)).Distinct()];
    }

    public SettingsChange Change(IStoredSettings stored, JsonObject sent)
    {
        var before = codec.ReadWhatCanBe<TSettings>(stored);
        var after = Lay(before, sent, new Reading());
        var (written, changed) = codec.Change(stored, after);
        var given = GivenIn(sent);
        var made = Fields.Where(field => field.Kind == SettingKind.Secret && !given.Contains(field.Property.Name))
            .Select(field => (field.Name, Before: (string?)field.Property.GetValue(before), After: (string?)field.Property.GetValue(after)))
            .Where(secret => secret.After is { Length: > 0 } && secret.After != secret.Before);
        return new(written, changed, made.ToDictionary(secret => secret.Name, secret => secret.After!));
    }

    public string? Reveal(IStoredSettings stored, string field) => Fields.FirstOrDefault(known => known.Name == field) switch
    {
        { Kind: SettingKind.Secret } secret => (string?)secret.Property.GetValue(codec.Read<TSettings>(stored)),
        { Kind: SettingKind.Address } address => (string?)address.Property.GetValue(ChannelSettings.ReadWithoutSecrets<TSettings>(stored)),
        _ => null,
    };

    private TSettings Lay(TSettings before, JsonObject sent, Reading reading)
    {
        using var document = JsonSerializer.SerializeToDocument(Named(sent, reading), SettingsJson.Strict);
        var members = document.RootElement.EnumerateObject().Where(member => !IsMaskedAddress(before, member)).ToList();
        foreach (var member in members.Where(member => MayBeMasked(member.Name) && TextOf(member).EndsWith($"/{ChatAddress.Mask}", StringComparison.Ordinal)))
        {
            reading.Note(member.Name, "This address was shown without what is behind its host: enter the whole of it.");
        }

        var after = Overlay.Lay(before, members, Root, owner, reading);
        after = after is ICompletedSettings<TSettings> incomplete ? incomplete.Complete(before, GivenIn(sent)) : after;
        return after is IDerivedSettings<TSettings> made ? made.Derive() : after;
    }

    // Blanks around a name are a slip. Of two with the same name the first is read, so that the rules can go on.
    private JsonObject Named(JsonObject sent, Reading reading)
    {
        var all = sent.DeepClone().AsObject();
        foreach (var field in Fields.Where(field => field.Kind == SettingKind.Headers))
        {
            if (all[field.Name] is JsonObject named)
            {
                var distinct = named.DistinctBy(pair => pair.Key.Trim(), StringComparer.OrdinalIgnoreCase).ToList();
                all[field.Name] = new JsonObject(distinct.Select(pair => KeyValuePair.Create(pair.Key.Trim(), pair.Value?.DeepClone())));
                if (distinct.Count < named.Count)
                {
                    reading.Note(field.Name, $"Two {field.Label.ToLowerInvariant()} have the same name: remove one of them.");
                }
            }
        }

        return all;
    }

    private HashSet<string> GivenIn(JsonObject sent) =>
    [
        .. from field in Fields
           where field.Kind == SettingKind.Secret && sent[field.Name] is JsonValue value && value.ToString().Trim() is not ("" or Redaction.Mask)
           select field.Property.Name,
    ];

    // What was shown masked and comes back so is the one that is stored.
    private bool IsMaskedAddress(TSettings before, JsonProperty member) =>
        MayBeMasked(member.Name)
        && Fields.First(field => field.Name == member.Name).Property.GetValue(before) is string { Length: > 0 } stored
        && ChatAddress.Shown(stored) is var shown && shown != stored && shown == TextOf(member);

    private bool MayBeMasked(string name) => Fields.Any(field => field.Name == name && field.Kind == SettingKind.Address);

    private static string TextOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()!.Trim() : "";

    private static JsonObject StoredOf(IStoredSettings? stored)
    {
        try
        {
            return stored is null ? [] : JsonNode.Parse(stored.Settings) as JsonObject ?? [];
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

        /// <summary>True when something could not be read at all.</summary>
        public bool IsHalf { get; private set; }

        public void Refuse(string path, string message)
        {
            IsHalf = true;
            _problems.Add(new(path, message));
        }

        /// <summary>Something can be read, but not be meant.</summary>
        public void Note(string field, string message) => _problems.Add(new($"{Root}.{field}", message));

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
