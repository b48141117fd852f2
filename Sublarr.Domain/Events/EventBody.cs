using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sublarr.Domain.Events;

/// <summary>The body that scripts read on standard input and webhooks receive: <c>{id, event_name, version, timestamp, instance, data}</c>.</summary>
public static class EventBody
{
    private static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the body as UTF-8 without a byte-order mark. What is signed is what is sent: write once, use these bytes.</summary>
    /// <param name="envelope">The stored event.</param>
    /// <param name="instance">The name of this Sublarr, from the settings.</param>
    /// <param name="isTest">True adds <c>"test": true</c>, so that receivers can tell an example from a fact.</param>
    public static byte[] Write(EventEnvelope envelope, string instance, bool isTest)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + envelope.Data.Length);
        using (var writer = new Utf8JsonWriter(buffer, Writer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", envelope.Id);
            writer.WriteString("event_name", envelope.Name);
            writer.WriteNumber("version", envelope.Version);
            writer.WriteString("timestamp", envelope.OccurredAt.UtcDateTime);
            writer.WriteString("instance", instance);
            if (isTest)
            {
                writer.WriteBoolean("test", true);
            }

            writer.WritePropertyName("data");
            writer.WriteRawValue(envelope.Data);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
