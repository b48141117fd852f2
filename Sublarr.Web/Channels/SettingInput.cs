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
        Text = field.Kind switch
        {
            SettingKind.Secret or SettingKind.Headers or SettingKind.Switch => "",
            SettingKind.Duration => shown?.GetValue<int>() is > 0 and var seconds ? DurationText.Write(seconds) : "",
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

    /// <summary>True when a secret is stored.</summary>
    public bool HasStored { get; }

    /// <summary>True when the stored secret is to go.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>What was shown when the form was opened.</summary>
    public string ShownAs { get; }

    /// <summary>True for an address of which only the host is shown.</summary>
    public bool IsMasked => Field.Kind == SettingKind.Address && ShownAs.EndsWith($"/{ChatAddress.Mask}", StringComparison.Ordinal);

    /// <summary>What is sent; a mask where what is stored stays.</summary>
    public JsonNode? ToJson() => Field.Kind switch
    {
        SettingKind.Switch => IsOn,
        SettingKind.Secret when Text.Length == 0 => IsRemoved ? "" : SecretRow.Mask,
        SettingKind.Secret => Text.Trim(),
        SettingKind.Headers => RowsToJson(),
        SettingKind.Texts => new JsonArray([.. Text.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => (JsonNode?)text)]),
        SettingKind.Duration => string.IsNullOrWhiteSpace(Text) ? 0 : Whole(DurationText.Read(Text)),
        SettingKind.Number => Whole(int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null),
        SettingKind.LongText => Text.ReplaceLineEndings("\n"),
        _ => Text.Trim(),
    };

    // What is no number goes on as it was typed: the rules say what is wrong with it.
    private JsonNode Whole(int? number) => number is { } whole ? whole : Text;

    private JsonObject RowsToJson()
    {
        var named = new JsonObject();
        foreach (var row in Rows)
        {
            named[row.Name.Trim()] = row.IsKept ? SecretRow.Mask : row.Value.Trim(' ');
        }

        return named;
    }
}
