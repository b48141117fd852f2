using System.Text.Json;
using System.Text.RegularExpressions;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>The secret values of a webhook, which its address, its headers and its template name as <c>{{secret.token}}</c>.</summary>
internal sealed partial class SecretValues
{
    /// <summary>The shortest value; a shorter one could not be masked in an answer without blanking out innocent words.</summary>
    public const int ShortestValue = 4;

    private const int Most = 20;
    private const int LongestValue = 2000;

    /// <summary>No values.</summary>
    public static readonly SecretValues None = new(new Dictionary<string, string>());

    private readonly IReadOnlyDictionary<string, string> _values;

    /// <param name="values">The values by their names.</param>
    public SecretValues(IReadOnlyDictionary<string, string> values)
    {
        _values = values;
        Scope = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["secret"] = values });
    }

    /// <summary>What a template looks names up in.</summary>
    public JsonElement Scope { get; }

    /// <summary>A mask for each value that a template names, to show what it makes.</summary>
    public static SecretValues Masked(string template) => new(NamesIn(template).Distinct().ToDictionary(name => name, _ => Redaction.Mask));

    /// <summary>An address with the values in it. What would end the path or a value of the query is escaped.</summary>
    public string IntoAddress(string address) => Place().Replace(address, match => Escaped(_values.GetValueOrDefault(match.Groups["name"].Value, "")));

    /// <summary>The value of a header with the values in it.</summary>
    public string IntoHeader(string value) => Place().Replace(value, match => _values.GetValueOrDefault(match.Groups["name"].Value, ""));

    /// <summary>What is wrong with the values, as sentences.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > Most)
        {
            yield return $"{values.Count} secret values are too many: {Most} is the limit.";
        }

        foreach (var (name, value) in values)
        {
            if (!Name().IsMatch(name))
            {
                yield return "The name of a secret value holds up to 40 letters, digits, _ and - alone, such as token.";
            }
            else if (value.Length is < ShortestValue or > LongestValue)
            {
                yield return value.Length == 0 ? $"Enter the secret value {name}." : $"The secret value {name} must have {ShortestValue} to {LongestValue} characters.";
            }
            else if (!CustomHeaders.IsText(value) || value.Trim() != value)
            {
                yield return $"The secret value {name} must be one line of letters without accents, digits and signs.";
            }
        }
    }

    /// <summary>Why a text cannot be used: it names a value that is not there. Null when it can.</summary>
    /// <param name="text">An address, the value of a header or a template.</param>
    /// <param name="known">The values there are.</param>
    public static string? ProblemOf(string text, IReadOnlyDictionary<string, string> known) => NamesIn(text).FirstOrDefault(name => !known.ContainsKey(name)) is { } missing
        ? $"There is no secret value \"{missing}\": add it under \"Secret values\", or correct the name in {{{{secret.{missing}}}}}."
        : null;

    private static IEnumerable<string> NamesIn(string text) => Mention().Matches(text).Select(match => match.Groups["name"].Value);

    // A token may hold a colon, as Telegram's do, and several parts of a path, as Slack's do.
    private static string Escaped(string value) => Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{\s*secret\.(?<name>[A-Za-z0-9_-]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{\{[{&#^]?\s*secret\.(?<name>[A-Za-z0-9_-]+)", RegexOptions.None, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
