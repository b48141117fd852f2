using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sublarr.Domain.Events;

namespace Sublarr.Domain.Messages;

/// <summary>What the names in a template stand for beside the usual body: the event in words.</summary>
public static class EventValues
{
    /// <summary>The name of the fields as a list.</summary>
    public const string Fields = "fields";

    /// <summary>The longest sentence and the longest value among the fields, in characters: chats refuse longer texts whole.</summary>
    public const int LongestText = 500;

    /// <summary>The most fields; Discord takes no more of them.</summary>
    public const int MostFields = 25;

    private static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The values as one object.</summary>
    /// <param name="event">What has happened.</param>
    /// <param name="usual">The usual body, as <see cref="EventBody"/> writes it.</param>
    /// <param name="withFields">False leaves the fields out, for templates that do not name them.</param>
    public static JsonDocument Of(EventEnvelope @event, JsonElement usual, bool withFields)
    {
        var sentence = EventSentence.Of(@event.Name, @event.Data);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writer))
        {
            writer.WriteStartObject();
            writer.WriteString("event_label", EventCatalog.Find(@event.Name)?.Label ?? @event.Name);
            writer.WriteString("summary", Cut(sentence.Text));
            writer.WriteString("tone", sentence.Tone);
            // A template has no "if tone is bad": it asks {{#bad}}.
            writer.WriteBoolean(sentence.Tone, true);
            writer.WriteNumber("unix_time", @event.OccurredAt.ToUnixTimeSeconds());
            if (withFields)
            {
                WriteFields(writer, usual.GetProperty("data"));
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private static void WriteFields(Utf8JsonWriter writer, JsonElement data)
    {
        var fields = data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().Select(field => (field.Name, Text: TextOf(field))).Where(field => field.Text.Length > 0).Take(MostFields).ToList()
            : [];
        writer.WriteStartArray(Fields);
        foreach (var (index, (name, text)) in fields.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("label", LabelOf(name));
            writer.WriteString("value", Cut(text));
            writer.WriteBoolean("last", index == fields.Count - 1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // What the name of a field says about its value: providers are called as people call them.
    private static string TextOf(JsonProperty field) => (field.Name, field.Value) switch
    {
        ("provider", { ValueKind: JsonValueKind.String } name) => Say.Provider(name.GetString()!),
        ("providers", { ValueKind: JsonValueKind.Array } names) => string.Join(", ", names.EnumerateArray().Select(name => Say.Provider(TextOf(name)))),
        var (_, value) => TextOf(value),
    };

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.GetRawText(),
    };

    // media_type reads "Media type".
    private static string LabelOf(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..].Replace('_', ' ');

    private static string Cut(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        // Half of a surrogate pair is no text.
        var length = LongestText - 1;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
    }
}
