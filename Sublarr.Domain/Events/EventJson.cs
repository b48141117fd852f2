using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Sublarr.Domain.Events;

/// <summary>How events look as JSON: snake_case names, enums as snake_case words, text as it is (no <c>\u</c> escapes for letters).</summary>
public static class EventJson
{
    /// <summary>The options every event, envelope and attempt is written and read with.</summary>
    public static JsonSerializerOptions Options { get; } = Create(new DefaultJsonTypeInfoResolver());

    /// <summary>The same without the fields marked with <see cref="LocalOnlyAttribute"/>.</summary>
    public static JsonSerializerOptions Shared { get; } = Create(new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutLocal } });

    private static void LeaveOutLocal(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(LocalOnlyAttribute), inherit: true) == true))
        {
            property.ShouldSerialize = (_, _) => false;
        }
    }

    private static JsonSerializerOptions Create(DefaultJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.Strict,
            // The body is signed and sent as application/json, never placed in HTML: escaping "é" or "'" would only hurt readers.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
            TypeInfoResolver = resolver,
        };
        options.MakeReadOnly();
        return options;
    }
}
