using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.History;

/// <summary>How the history writes things down.</summary>
internal static class HistoryWords
{
    /// <summary>What people call the provider of a row.</summary>
    public static string Provider(SubtitleHistoryRow row) => row.Provider is { } name ? ProviderCapabilities.LabelOf(name) : "nobody knows where";

    /// <summary>A list or a record as the table keeps it.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    /// <summary>Ids of the trash as the table keeps them.</summary>
    public static string? Trash(IReadOnlyList<string> ids) => ids.Count == 0 ? null : string.Join(' ', ids);
}
