using System.Text.Json;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>A document as it was sent: JSON of the right format, but nothing in it is trusted yet.</summary>
internal sealed class TransferDocument : IDisposable
{
    private const int Deepest = 32;

    private static readonly string[] Known = ["format", "version", "encryption", TransferFormat.Subscriptions, .. TransferFormat.Parts, TransferFormat.LeftOut];

    // In some languages names that differ are one, and in others the last of two equal names counts: neither is guessed at.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    private readonly JsonDocument _json;

    private TransferDocument(JsonDocument json) => _json = json;

    /// <summary>How its secrets are encrypted; null when they are not.</summary>
    public TransferEncryption? Encryption { get; private set; }

    /// <summary>The subscriptions.</summary>
    public IEnumerable<JsonElement> Items => _json.RootElement.GetProperty(TransferFormat.Subscriptions).EnumerateArray();

    /// <summary>The entries of another part; none when the document does not have it.</summary>
    public IReadOnlyList<JsonElement> Part(string name) => _json.RootElement.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    /// <summary>Reads a document; null when it is none, and then the reading says why.</summary>
    public static TransferDocument? Read(ReadOnlyMemory<byte> bytes, ImportReading reading)
    {
        if (bytes.Length > TransferFormat.LargestDocument)
        {
            reading.Refuse("document", $"The document is larger than {TransferFormat.LargestDocument / 1024 / 1024} MiB.");
            return null;
        }

        // Editors of some systems put it there.
        var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(text, Strict);
            CheckTexts(json.RootElement);
            if (new TransferDocument(json) is var document && document.CheckHead(reading))
            {
                json = null;
                return document;
            }
        }
        catch (JsonException exception)
        {
            reading.Refuse("document", $"This is no JSON that can be used: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            reading.Refuse("document", "A text in the document holds half a character: it was cut or written by something else than Sublarr.");
        }
        finally
        {
            json?.Dispose();
        }

        return null;
    }

    public void Dispose() => _json.Dispose();

    private bool CheckHead(ImportReading reading)
    {
        var root = _json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || !Is(format, TransferFormat.Name))
        {
            reading.Refuse("format", $"This is no exported configuration: \"format\" must be \"{TransferFormat.Name}\".");
            return false;
        }

        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != TransferFormat.Version)
        {
            reading.Refuse("version", $"This Sublarr reads version {TransferFormat.Version} alone. A higher one was written by a newer Sublarr: update this one first.");
            return false;
        }

        var known = reading.Problems.Count;
        foreach (var stranger in root.EnumerateObject().Where(member => !Known.Contains(member.Name, StringComparer.Ordinal)))
        {
            reading.Refuse(stranger.Name, "Sublarr knows no such field here. Correct the name, or remove it.");
        }

        if (!root.TryGetProperty(TransferFormat.Subscriptions, out var items) || items.ValueKind != JsonValueKind.Array)
        {
            reading.Refuse(TransferFormat.Subscriptions, "It must be a list of hooks and webhooks.");
        }
        else if (items.GetArrayLength() > TransferFormat.MostSubscriptions)
        {
            reading.Refuse(TransferFormat.Subscriptions, $"There are {items.GetArrayLength()}, and at most {TransferFormat.MostSubscriptions} are read.");
        }

        foreach (var part in TransferFormat.Parts.Where(part => root.TryGetProperty(part, out var entries) && !IsList(entries)))
        {
            reading.Refuse(part, $"It must be a list of at most {TransferFormat.MostSubscriptions} entries.");
        }

        if (root.TryGetProperty("encryption", out var encryption) && encryption.ValueKind != JsonValueKind.Null)
        {
            ReadEncryption(encryption, reading);
        }

        return reading.Problems.Count == known;
    }

    private static bool IsList(JsonElement entries) => entries.ValueKind == JsonValueKind.Array && entries.GetArrayLength() <= TransferFormat.MostSubscriptions;

    private void ReadEncryption(JsonElement encryption, ImportReading reading)
    {
        try
        {
            Encryption = encryption.Deserialize<TransferEncryption>(TransferFormat.Options);
        }
        catch (JsonException)
        {
            Encryption = null;
        }

        if (Encryption is null or { Kdf: null } or { Salt: null } or { Cipher: null })
        {
            reading.Refuse("encryption", "It must be an object with kdf, iterations, salt and cipher.");
        }
    }

    private static bool Is(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    // JSON may hold half of a character, which no text of ours can.
    private static void CheckTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    CheckTexts(member.Value);
                }

                break;
        }
    }
}
