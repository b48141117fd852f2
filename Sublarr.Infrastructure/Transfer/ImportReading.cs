using System.Text.Json;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Gathers what is wrong with a document while it is read, and opens its secrets.</summary>
/// <param name="cipher">Opens what is encrypted; null without a passphrase.</param>
/// <param name="given">Secrets that somebody has typed for this import, by their paths.</param>
internal sealed class ImportReading(TransferCipher? cipher, IReadOnlyDictionary<string, string> given) : IOverlayReading
{
    private readonly List<TransferProblem> _problems = [];
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public IReadOnlyList<TransferProblem> Problems => _problems;

    /// <summary>True when a secret at the path is left out and not stored.</summary>
    public bool IsMissing(string path) => _missing.Contains(path);

    /// <summary>The paths of missing secrets at or below a path.</summary>
    public IEnumerable<string> MissingBelow(string path) =>
        _missing.Where(missing => missing == path || missing.StartsWith(path + '.', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public void Refuse(string path, string message)
    {
        var problem = new TransferProblem(path, message);
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <inheritdoc/>
    // A text, an encrypted one, or null for one that is left out.
    public string Secret(JsonElement value, string path, string purpose, string stored)
    {
        switch (value)
        {
            case { ValueKind: JsonValueKind.String } when value.GetString() is var text && text != TransferFormat.Mask:
                return text!;
            case { ValueKind: JsonValueKind.Null or JsonValueKind.String }:
                return LeftOut(path, stored);
            case { ValueKind: JsonValueKind.Object } when value.EnumerateObject().Select(member => member.Name).SequenceEqual([TransferFormat.Encrypted])
                && value.GetProperty(TransferFormat.Encrypted) is { ValueKind: JsonValueKind.String } box:
                return Opened(box.GetString()!, purpose);
            default:
                Refuse(path, "A secret is a text, an object with \"encrypted\", or null when it is left out.");
                return "";
        }
    }

    private string LeftOut(string path, string stored)
    {
        if (given.TryGetValue(path, out var typed) && typed.Length > 0)
        {
            return typed;
        }

        if (stored.Length == 0)
        {
            _missing.Add(path);
        }

        return stored;
    }

    private string Opened(string box, string purpose)
    {
        if (cipher is null)
        {
            Refuse("passphrase", "The secrets of this document are encrypted: enter the passphrase it was exported with.");
            return "";
        }

        if (cipher.Open(box, purpose) is { } secret)
        {
            return secret;
        }

        Refuse("passphrase", "The passphrase is another one, or the document was changed after the export.");
        return "";
    }
}
