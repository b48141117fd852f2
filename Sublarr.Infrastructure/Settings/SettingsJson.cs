using System.Text.Json;
using System.Text.Json.Serialization;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Settings;

/// <summary>How settings are written for others to read and send back.</summary>
internal static class SettingsJson
{
    /// <summary>As events are written, but strict: what is unknown, null by mistake or a number for a word is refused.</summary>
    public static JsonSerializerOptions Strict { get; } = CreateStrict();

    private static JsonSerializerOptions CreateStrict()
    {
        var options = new JsonSerializerOptions(EventJson.Options)
        {
            WriteIndented = true,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.Converters.Insert(0, new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }
}
