using System.Text.RegularExpressions;

namespace Sublarr.Domain.Languages;

/// <summary>Something that the name of a release has, or must not have: a word, or <c>/a pattern/</c>. Case makes no difference.</summary>
public sealed class ReleaseTerm
{
    /// <summary>The most characters of one.</summary>
    public const int Longest = 200;

    // Names of releases come from strangers: a pattern takes time by their length alone, whatever it says.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private readonly Regex? _pattern;

    /// <summary>Reads one that has no problem.</summary>
    /// <param name="text">The word, or the pattern between slashes.</param>
    public ReleaseTerm(string text) => (Text, _pattern) = (text, IsPattern(text) ? new Regex(text[1..^1], Options) : null);

    /// <summary>As people wrote it.</summary>
    public string Text { get; }

    /// <summary>What is wrong with a text and what helps, as a sentence; null when nothing is.</summary>
    public static string? ProblemOf(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "An entry is empty: write a word or remove it.";
        }

        if (text.Length > Longest)
        {
            return $"\"{text[..20]}…\" is longer than {Longest} characters: shorten it, or make two of it.";
        }

        if (text[0] == '/' && !IsPattern(text))
        {
            return $"\"{text}\" begins like a pattern: end it with a slash, as in /web-?dl/, or leave out the first one.";
        }

        try
        {
            _ = new ReleaseTerm(text);
            return null;
        }
        catch (RegexParseException fault)
        {
            return $"{text} cannot be used. {fault.Message} Put a \\ before a character that stands for itself.";
        }
        catch (NotSupportedException)
        {
            return $"{text} looks ahead, looks behind or refers back, which is not possible here: write two simpler entries.";
        }
    }

    /// <summary>True when a release has it in its name.</summary>
    public bool IsIn(string release) => _pattern?.IsMatch(release) ?? release.Contains(Text, StringComparison.OrdinalIgnoreCase);

    private static bool IsPattern(string text) => text.Length > 2 && text[0] == '/' && text[^1] == '/';
}
