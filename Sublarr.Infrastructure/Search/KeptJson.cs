using System.IO.Compression;
using System.Text.Json;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Search;

/// <summary>Searches as they lie in the database: JSON, and what was found packed. Names of releases are alike, so a tenth is left of it.</summary>
public static class KeptJson
{
    /// <summary>As text.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    /// <summary>From text.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, EventJson.Options)!;

    /// <summary>As packed bytes.</summary>
    public static byte[] Pack<T>(T value)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packing, value, EventJson.Options);
        }

        return packed.ToArray();
    }

    /// <summary>From packed bytes; the default when there are none.</summary>
    public static T? Unpack<T>(byte[] packed)
    {
        if (packed.Length == 0)
        {
            return default;
        }

        using var unpacking = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(unpacking, EventJson.Options);
    }
}
