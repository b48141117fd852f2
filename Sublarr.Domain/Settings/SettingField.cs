using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Settings;

/// <summary>One setting as a form draws it and the API tells of it.</summary>
/// <param name="Property">The property of the record.</param>
/// <param name="Name">Its name in snake_case, as it is stored and sent.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Hint">What it does, as a sentence; empty for nothing.</param>
/// <param name="Placeholder">What stands in the empty field.</param>
/// <param name="Kind">How it is entered.</param>
/// <param name="Group">The heading it stands under; empty for the first ones.</param>
/// <param name="Required">True when nothing can be delivered without it.</param>
/// <param name="Default">What it is when nobody says; null for a secret.</param>
/// <param name="Choices">What may be chosen; empty unless it is a choice.</param>
/// <param name="When">The words of choices it is shown with; empty for always.</param>
/// <param name="Item">What one of several is called; empty for no name.</param>
public sealed record SettingField(
    PropertyInfo Property,
    string Name,
    string Label,
    string Hint,
    string Placeholder,
    SettingKind Kind,
    string Group,
    bool Required,
    JsonElement? Default,
    IReadOnlyList<SettingChoice> Choices,
    IReadOnlyList<SettingCondition> When,
    string Item)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<SettingField>> Known = new();

    /// <summary>True when it is never shown.</summary>
    public bool IsSecret => Kind is SettingKind.Secret or SettingKind.Headers;

    /// <summary>The same as a node of its own; null where there is none.</summary>
    public JsonNode? DefaultNode => Default is { } value ? JsonSerializer.SerializeToNode(value, EventJson.Options) : null;

    /// <summary>The described settings of a record in their order; read once.</summary>
    /// <param name="settings">The record, which can be made without arguments.</param>
    public static IReadOnlyList<SettingField> Of(Type settings) => Known.GetOrAdd(settings, Read);

    private static IReadOnlyList<SettingField> Read(Type settings)
    {
        var defaults = Activator.CreateInstance(settings)!;
        return
        [
            .. from property in settings.GetProperties()
               let described = property.GetCustomAttribute<SettingAttribute>()
               where described is not null
               orderby described.Order
               select Of(property, described, defaults),
        ];
    }

    private static SettingField Of(PropertyInfo property, SettingAttribute described, object defaults)
    {
        var kind = described.Kind == SettingKind.Usual ? KindOf(property) : described.Kind;
        return new(
            property, NameOf(property.Name), described.Label, described.Hint, described.Placeholder, kind, described.Group, described.Required,
            kind is SettingKind.Secret or SettingKind.Headers ? null : JsonSerializer.SerializeToElement(property.GetValue(defaults), property.PropertyType, EventJson.Options),
            kind == SettingKind.Choice ? ChoicesOf(property.PropertyType) : [],
            [.. property.GetCustomAttributes<SettingWhenAttribute>().Select(when => new SettingCondition(NameOf(when.Setting), NameOf($"{when.Value}"), when.Label))],
            described.Item);
    }

    private static SettingKind KindOf(PropertyInfo property) => property.PropertyType switch
    {
        var named when named.IsAssignableTo(typeof(IReadOnlyDictionary<string, string>)) => SettingKind.Headers,
        _ when property.IsDefined(typeof(SecretAttribute)) => SettingKind.Secret,
        _ when property.IsDefined(typeof(SecretAddressAttribute)) => SettingKind.Address,
        var flag when flag == typeof(bool) => SettingKind.Switch,
        var number when number == typeof(int) => SettingKind.Number,
        { IsEnum: true } => SettingKind.Choice,
        var list when list.IsAssignableTo(typeof(IReadOnlyList<string>)) => SettingKind.Texts,
        var pairs when pairs.IsAssignableTo(typeof(IReadOnlyList<PathMapping>)) => SettingKind.PathMappings,
        var text when text == typeof(string) => SettingKind.Text,
        var other => throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} is of type {other.Name}, which no form can show: say its kind, or leave out [Setting]."),
    };

    private static SettingChoice[] ChoicesOf(Type words) =>
    [
        .. from word in words.GetFields(BindingFlags.Public | BindingFlags.Static)
           let label = word.GetCustomAttribute<DescriptionAttribute>()?.Description ?? Wording.Kind(JsonNamingPolicy.KebabCaseLower.ConvertName(word.Name))
           select new SettingChoice(NameOf(word.Name), label, word.GetCustomAttribute<HintAttribute>()?.Text ?? ""),
    ];

    private static string NameOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

/// <summary>One of the words of a choice.</summary>
/// <param name="Value">As it is stored and sent.</param>
/// <param name="Label">What people read.</param>
/// <param name="Hint">What comes of it, as sentences; empty for nothing.</param>
public sealed record SettingChoice(string Value, string Label, string Hint);

/// <summary>The word of a choice that a setting is shown with.</summary>
/// <param name="Name">The name of the choice in snake_case.</param>
/// <param name="Value">Its word as it is stored and sent.</param>
/// <param name="Label">What the setting is called then; empty for its usual label.</param>
public sealed record SettingCondition(string Name, string Value, string Label);
