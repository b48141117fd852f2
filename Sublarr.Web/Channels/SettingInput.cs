using System.Globalization;
using System.Text.Json.Nodes;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>One setting while a person edits it.</summary>
public sealed class SettingInput
{
    /// <param name="field">What is known of the setting.</param>
    /// <param name="shown">Its value as it may be shown.</param>
    public SettingInput(SettingField field, JsonNode? shown)
    {
        Field = field;
        HasStored = field.Kind == SettingKind.Secret && shown?.ToString() is { Length: > 0 };
        IsOn = field.Kind == SettingKind.Switch && shown?.GetValue<bool>() == true;
        Rows = field.Kind == SettingKind.Headers && shown is JsonObject named ? [.. named.Select(pair => new SecretRow { Name = pair.Key, StoredName = pair.Key })] : [];
        Mappings = field.Kind == SettingKind.PathMappings && shown is JsonArray pairs ? [.. pairs.Select(pair => new MappingRow { From = $"{pair?["from"]}", To = $"{pair?["to"]}" })] : [];
        Text = field.Kind switch
        {
            SettingKind.Secret or SettingKind.Headers or SettingKind.Switch or SettingKind.PathMappings => "",
            SettingKind.Duration => shown?.GetValue<int>() is > 0 and var seconds ? DurationText.Write(seconds) : "",
            SettingKind.Waits => shown is JsonArray waits ? DurationText.WriteList(waits.Select(wait => wait!.GetValue<int>())) : "",
            SettingKind.Texts => shown is JsonArray texts ? string.Join('\n', texts.Select(text => text?.ToString())) : "",
            _ => shown?.ToString() ?? "",
        };
        ShownAs = Text;
    }

    /// <summary>What is known of the setting.</summary>
    public SettingField Field { get; }

    /// <summary>What is typed. An empty secret keeps the stored one.</summary>
    public string Text { get; set; }

    /// <summary>What is chosen of a switch.</summary>
    public bool IsOn { get; set; }

    /// <summary>Secret values by names.</summary>
    public List<SecretRow> Rows { get; }

    /// <summary>Folders with their names on the other side.</summary>
    public List<MappingRow> Mappings { get; }

    /// <summary>True when a secret is stored.</summary>
    public bool HasStored { get; }

    /// <summary>True when the stored secret is to go.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>What was shown when the form was opened.</summary>
    public string ShownAs { get; }

    /// <summary>True when something else is typed or chosen now.</summary>
    public bool IsChanged => Text != ShownAs;

    /// <summary>True for an address of which only the host is shown.</summary>
    public bool IsMasked => Field.Kind == SettingKind.Address && ShownAs.EndsWith($"/{ChatAddress.Mask}", StringComparison.Ordinal);

    /// <summary>What is sent; a mask where what is stored stays.</summary>
    public JsonNode? ToJson() => Field.Kind switch
    {
        SettingKind.Switch => IsOn,
        SettingKind.Secret when Text.Length == 0 => IsRemoved ? "" : SecretRow.Mask,
        // A password may begin or end with a blank.
        SettingKind.Secret => Text,
        SettingKind.Headers => RowsToJson(),
        SettingKind.PathMappings => new JsonArray([.. Mappings.Where(row => !row.IsEmpty).Select(row => (JsonNode)new JsonObject { ["from"] = row.From.Trim(), ["to"] = row.To.Trim() })]),
        SettingKind.Texts => new JsonArray([.. Text.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => (JsonNode?)text)]),
        // What cannot be read goes on as it was typed, and comes back with what is wrong.
        SettingKind.Number => Number is { } number ? number : Text,
        SettingKind.Duration => Seconds is { } seconds ? seconds : Text,
        SettingKind.Waits => Waits is { } waits ? new JsonArray([.. waits.Select(wait => (JsonNode?)wait)]) : Text,
        SettingKind.LongText => Text.ReplaceLineEndings("\n"),
        _ => Text.Trim(),
    };

    /// <summary>Why what is typed cannot be read at all, as a sentence; null when it can.</summary>
    public string? Problem => Field.Kind switch
    {
        SettingKind.Number when Number is null => "Write a whole number.",
        SettingKind.Duration when Seconds is null => "Write a time such as 12 h or 3 d; or nothing.",
        SettingKind.Waits when Waits is null => "Write the waits with commas between them, such as 5 s, 5 min, 2 h; or nothing for no retries.",
        _ => null,
    };

    /// <summary>The waits in seconds that are typed; null when they cannot be read.</summary>
    public IReadOnlyList<int>? Waits => DurationText.ReadList(Text);

    private int? Number => int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private int? Seconds => string.IsNullOrWhiteSpace(Text) ? 0 : DurationText.Read(Text);

    private JsonObject RowsToJson()
    {
        var named = new JsonObject();
        foreach (var row in Rows)
        {
            // An object has each name once: with a blank behind it a second one is seen, and refused.
            var name = row.Name.Trim();
            while (named.ContainsKey(name))
            {
                name += ' ';
            }

            named[name] = row.IsKept ? SecretRow.Mask : row.Value.Trim(' ');
        }

        return named;
    }
}
