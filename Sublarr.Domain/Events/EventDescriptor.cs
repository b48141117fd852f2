using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Sublarr.Domain.Events;

/// <summary>One entry of the catalog: everything a person needs to write a hook for an event.</summary>
/// <param name="Name">The public name in snake_case.</param>
/// <param name="Label">What people read.</param>
/// <param name="Description">When the event happens.</param>
/// <param name="Version">The version of the payload's shape.</param>
/// <param name="PayloadType">The event's record.</param>
/// <param name="Fields">The payload's fields in their order.</param>
/// <param name="Alert">Whether people are to notice it, and as what.</param>
public sealed record EventDescriptor(
    string Name,
    string Label,
    string Description,
    int Version,
    Type PayloadType,
    IReadOnlyList<EventField> Fields,
    AlertTone Alert)
{
    // Made when somebody asks: for all events at once the runtime compiled some 580 methods at each start.
    private readonly Lazy<JsonNode> _schema = new(() => SchemaOf(PayloadType));

    private readonly Lazy<JsonElement> _example = new(() => JsonSerializer.SerializeToElement(ExampleOf(PayloadType), PayloadType, EventJson.Options));

    /// <summary>JSON Schema 2020-12 of the payload.</summary>
    public JsonNode Schema => _schema.Value;

    /// <summary>A realistic payload.</summary>
    public JsonElement Example => _example.Value;

    /// <summary>The example as the event itself, for test deliveries.</summary>
    public IDomainEvent ExampleEvent => (IDomainEvent)Example.Deserialize(PayloadType, EventJson.Options)!;

    /// <summary>When the event happens, in one sentence: the first of the description.</summary>
    public string Summary => Description.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? Description[..(end + 1)] : Description;

    /// <summary>The symbol of the example's sentence.</summary>
    public string Icon => _icon.Value;

    private readonly Lazy<string> _icon = new(() => ((IDomainEvent)ExampleOf(PayloadType)).Sentence.Icon);

    private readonly Lazy<bool> _hasLocal = new(() => HasLocal(PayloadType));

    /// <summary>A payload of this event without the fields that are for this machine alone.</summary>
    /// <param name="data">The payload as it is stored.</param>
    public string Share(string data)
    {
        if (!_hasLocal.Value)
        {
            return data;
        }

        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize(data, PayloadType, EventJson.Options), PayloadType, EventJson.Shared);
        }
        catch (JsonException)
        {
            // Stored by a version whose payload looked otherwise: one that had no such fields.
            return data;
        }
    }

    private static bool HasLocal(Type type) => Properties(type).Any(property => property.IsDefined(typeof(LocalOnlyAttribute)));

    internal static EventDescriptor From(Type type, EventAttribute attribute) => new(
        attribute.Name,
        attribute.Label,
        attribute.Description,
        attribute.Version,
        type,
        [.. Properties(type).Select(property => new EventField(NameOf(property), DescriptionOf(property)))],
        attribute.Alert);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static string DescriptionOf(MemberInfo member) =>
        member.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    private static object ExampleOf(Type type) =>
        type.GetProperty(nameof(IDomainEvent<>.Example), BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
        ?? throw new InvalidOperationException($"Event {type.Name} has no static Example.");

    private static JsonNode SchemaOf(Type type)
    {
        var schema = EventJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        });
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var description = context.PropertyInfo?.AttributeProvider is MemberInfo member ? DescriptionOf(member) : "";
        if (description.Length > 0 && schema is JsonObject node)
        {
            node.Insert(0, "description", description);
        }

        return schema;
    }
}

/// <summary>One field of an event's payload.</summary>
/// <param name="Name">The field's name in snake_case.</param>
/// <param name="Description">What it holds.</param>
public sealed record EventField(string Name, string Description);
