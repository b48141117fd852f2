using System.Collections.Frozen;
using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Subtitles.Languages;

/// <summary>A line of <c>alphabets.txt</c>, where each column is explained.</summary>
/// <param name="Code">The language.</param>
/// <param name="Script">What it is written in.</param>
public sealed record Alphabet(LanguageCode Code, TextScript Script)
{
    private const int Columns = 6;

    private static readonly Lazy<IReadOnlyList<Alphabet>> Lines = new(Read);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Alphabet> All => Lines.Value;

    /// <summary>Its letters besides a to z, small.</summary>
    public required FrozenSet<char> Letters { get; init; }

    /// <summary>What such files were written in before UTF-8.</summary>
    public required IReadOnlyList<string> CodePages { get; init; }

    /// <summary>Languages that are not told from it for sure.</summary>
    public required IReadOnlyList<LanguageCode> CloseTo { get; init; }

    /// <summary>Short words of it.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Those a language may be written in: its own, those of its kinds, and of what it is a kind of.</summary>
    public static IReadOnlyList<Alphabet> Of(LanguageCode code)
    {
        var own = All.Where(alphabet => alphabet.Code == code || ScriptOf(code) == alphabet.Script && Root(alphabet.Code) == Root(code)).ToList();
        return own.Count > 0 ? own : [.. All.Where(alphabet => Root(alphabet.Code) == Root(code))];
    }

    /// <summary>True when a text of the one is not told from one of the other for sure.</summary>
    public bool IsCloseTo(LanguageCode other) => Root(Code) == Root(other) || CloseTo.Contains(other) || CloseTo.Contains(Root(other));

    private static LanguageCode Root(LanguageCode code) => code.Language.KindOf is { } root ? Root(root) : code;

    // Serbian of one script is not that of the other.
    private static TextScript? ScriptOf(LanguageCode code) => code.Text switch
    {
        var text when text.EndsWith("-Latn", StringComparison.Ordinal) => TextScript.Latin,
        var text when text.EndsWith("-Cyrl", StringComparison.Ordinal) => TextScript.Cyrillic,
        _ => null,
    };

    private static IReadOnlyList<Alphabet> Read()
    {
        using var stream = typeof(Alphabet).Assembly.GetManifestResourceStream("alphabets.txt")
            ?? throw new InvalidOperationException("alphabets.txt is not in the assembly: it is an EmbeddedResource of Sublarr.Domain.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];
    }

    private static Alphabet Parse(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length != Columns || LanguageCode.Find(cells[0]) is not { } code || !Enum.TryParse<TextScript>(cells[1], ignoreCase: true, out var script))
        {
            throw new InvalidOperationException($"A line of alphabets.txt has {Columns} columns, a language of languages.txt and a script: {line}");
        }

        const StringSplitOptions Lists = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return new(code, script)
        {
            Letters = LettersOf(cells[2]).ToFrozenSet(),
            CodePages = cells[3].Split(',', Lists),
            CloseTo = [.. cells[4].Split(',', Lists).Select(text => LanguageCode.Find(text)).OfType<LanguageCode>()],
            Words = [.. cells[5].Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<char> LettersOf(string cell)
    {
        for (var index = 0; index < cell.Length; index++)
        {
            if (index + 2 < cell.Length && cell[index + 1] == '-')
            {
                foreach (var code in Enumerable.Range(cell[index], cell[index + 2] - cell[index] + 1))
                {
                    yield return (char)code;
                }

                index += 2;
                continue;
            }

            yield return cell[index];
        }
    }
}
