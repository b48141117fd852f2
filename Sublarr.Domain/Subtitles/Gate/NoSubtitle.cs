using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>What comes in the place of subtitles: pages that ask to sign in, errors as JSON, nothing, advertisements.</summary>
internal static partial class NoSubtitle
{
    private const int Head = 4_000;
    private const int MostShown = 120;

    // A film of three lines of talk exists. One whose only lines are addresses does not.
    private const int FewestCues = 5;

    /// <summary>Why a text of no known format is none, as a sentence; null when nothing better can be said.</summary>
    public static string? ReasonOf(string text)
    {
        var trimmed = text.AsSpan().Trim("\uFEFF \t\n\0");
        if (trimmed.IsEmpty)
        {
            return "It is empty.";
        }

        var head = trimmed[..Math.Min(trimmed.Length, Head)].ToString();
        return head[0] switch
        {
            '<' when Page().IsMatch(head) => Title().Match(head) is { Success: true } title
                ? $"It is a web page (\"{Shown(title.Groups[1].Value)}\") and no subtitle."
                : "It is a web page and no subtitle.",
            '{' or '[' when MessageOf(trimmed.ToString()) is { } message => $"It is an answer in JSON ({message}) and no subtitle.",
            _ => null,
        };
    }

    /// <summary>Why what is shown is none, as a sentence; null when it may be one.</summary>
    public static string? ReasonOf(IReadOnlyList<string> texts)
    {
        var shown = texts.Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (shown.Count == 0)
        {
            return "It shows nothing at any time.";
        }

        return shown.Count <= FewestCues && shown.TrueForAll(text => Advertisement().IsMatch(text)) ? $"It holds nothing but an advertisement: \"{Shown(shown[0])}\"." : null;
    }

    private static string? MessageOf(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return "a list";
            }

            var said = json.RootElement.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind == JsonValueKind.String);
            return said.Value.ValueKind == JsonValueKind.String ? $"{said.Name}: {Shown(said.Value.GetString()!)}" : "an object";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shown(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length > MostShown ? line[..MostShown] + "…" : line;
    }

    [GeneratedRegex("<(?:!doctype html|html|head|body|script|meta|title)[ >]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    [GeneratedRegex("<title[^>]{0,200}>([^<]{1,200})<", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(
        "https?://|www\\.|\\b[a-z0-9-]{2,40}\\.(?:com|org|net|me|tv|to|info)\\b|subtitles? (?:downloaded|by)|downloaded from|"
        + "advertise|support us|become (?:a )?vip|sync(?:ed)? (?:and|&) correct",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Advertisement();
}
