using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sublarr.Web.Components.Shared;

/// <summary>JSON for people: indented, and in pieces that can be coloured.</summary>
internal static partial class JsonText
{
    /// <summary>Longer texts are shown in one colour: thousands of pieces would only slow the page.</summary>
    public const int ColourLimit = 20_000;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether a text looks like an object or a list.</summary>
    public static bool IsJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    /// <summary>The text indented, or as it is when it is no JSON.</summary>
    public static string Pretty(string text)
    {
        if (!IsJson(text))
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            // Cut short or not JSON after all: it is shown as it came.
            return text;
        }
    }

    /// <summary>The text in pieces, each with the name of its style; null for plain text.</summary>
    public static IEnumerable<(string? Style, string Text)> Pieces(string text)
    {
        var position = 0;
        if (text.Length <= ColourLimit && text is ['{' or '[', ..])
        {
            foreach (Match token in Token().Matches(text))
            {
                if (token.Index > position)
                {
                    yield return (null, text[position..token.Index]);
                }

                yield return (StyleOf(token), token.Value);
                position = token.Index + token.Length;
            }
        }

        yield return (null, text[position..]);
    }

    private static string StyleOf(Match token) => token.Groups["name"].Success ? "json-name"
        : token.Value[0] == '"' ? "json-text"
        : char.IsAsciiLetter(token.Value[0]) ? "json-word"
        : "json-number";

    [GeneratedRegex("""(?<name>"(?:\\.|[^"\\])*"(?=\s*:))|"(?:\\.|[^"\\])*"|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
