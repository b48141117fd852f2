using System.Security.Cryptography;
using System.Text.Json;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Infrastructure.Settings;

/// <summary>What a change of stored settings is to the audit trail: each setting by its name; secrets only as changed.</summary>
/// <param name="protector">Decrypts secrets, to compare them.</param>
/// <param name="secrets">The names of secrets.</param>
internal sealed class SettingsDifference(ISecretProtector protector, IEnumerable<string> secrets)
{
    // Asked for with the first difference: most starts have none to tell of.
    private readonly Lazy<HashSet<string>> _secrets = new(() => [.. secrets]);

    /// <summary>The settings that differ.</summary>
    /// <param name="old">As they were stored; null for none.</param>
    /// <param name="new">As they are stored now; null for none.</param>
    public IEnumerable<AuditChange> Between(object? old, object? @new) => Difference(Fields(old), Fields(@new));

    private IEnumerable<AuditChange> Difference(Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> @new)
    {
        foreach (var name in old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (Find(old, name), Find(@new, name));
            if (_secrets.Value.Contains(name))
            {
                if (Plain(before) != Plain(after))
                {
                    yield return new(name, null, null, IsSecret: true);
                }
            }
            else if (Shown(before) is var left && Shown(after) is var right && left != right)
            {
                yield return Masked(left) is var maskedLeft && Masked(right) is var maskedRight && maskedLeft == maskedRight
                    ? new(name, null, null, IsSecret: true)
                    : new(name, maskedLeft, maskedRight);
            }
        }
    }

    // An address may carry a password or a key.
    private static string? Masked(string? text) =>
        text is not null && Uri.TryCreate(text, UriKind.Absolute, out var address) ? new Redaction(address, [], []).Url(text) : text;

    // Encrypted anew, the same secret looks different.
    private string Plain(JsonElement? value)
    {
        try
        {
            return value switch
            {
                { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } secret => protector.Unprotect(secret),
                { ValueKind: JsonValueKind.Object } named =>
                    string.Join('\n', named.EnumerateObject().OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}: {Plain(pair.Value)}")),
                _ => "",
            };
        }
        catch (CryptographicException)
        {
            // The keys are lost: what cannot be compared counts as changed when it looks so.
            return value?.GetRawText() ?? "";
        }
    }

    private static string? Shown(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => AuditRule.Text(text.GetString()),
        { } other => AuditRule.Text(other.GetRawText()),
    };

    private static JsonElement? Find(Dictionary<string, JsonElement> fields, string name) => fields.TryGetValue(name, out var value) ? value : null;

    // What cannot be read has no fields to tell of, and can be paused or deleted all the same.
    private static Dictionary<string, JsonElement> Fields(object? json)
    {
        try
        {
            return json is string text ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
