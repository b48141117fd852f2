using System.Collections.Frozen;

namespace Sublarr.Domain.Languages;

/// <summary>All languages that Sublarr knows. They stand in <c>languages.txt</c>, one a line.</summary>
public static class LanguageTable
{
    private static readonly FrozenDictionary<string, Language> ByCode;
    private static readonly FrozenDictionary<string, Language> ByWord;
    private static readonly FrozenDictionary<(LanguageSystem System, string Code), Language> ByService;

    static LanguageTable()
    {
        All = LanguageFile.Read();
        var (codes, words, services) =
            (new Dictionary<string, Language>(StringComparer.Ordinal), new Dictionary<string, Language>(StringComparer.Ordinal), new Dictionary<(LanguageSystem, string), Language>());
        foreach (var language in All)
        {
            AddTo(codes, language, [language.Code.Text, language.TwoLetters, language.Bibliographic, language.Terminologic]);
            AddTo(words, language, language.FileNames);
            foreach (var (system, code) in language.Codes)
            {
                services.TryAdd((system, KeyOf(code)), language);
            }
        }

        // A name that is the word of another language leaves it that word.
        foreach (var language in All)
        {
            AddTo(words, language, [language.Name, language.OwnName]);
        }

        (ByCode, ByWord, ByService) = (codes.ToFrozenDictionary(StringComparer.Ordinal), words.ToFrozenDictionary(StringComparer.Ordinal), services.ToFrozenDictionary());
    }

    /// <summary>Every language, in the order of the file: kinds behind their language, and what is no language at the end.</summary>
    public static IReadOnlyList<Language> All { get; }

    /// <summary>What is known of a language.</summary>
    public static Language Of(LanguageCode code) => ByCode[KeyOf(code.Text)];

    /// <summary>The language of a code or of a name; a code goes before a word. A tag that is too exact is the language it begins with: <c>de-LU</c> is German.</summary>
    public static Language? Find(string? text) => Shortened(text, key => ByCode.GetValueOrDefault(key) ?? ByWord.GetValueOrDefault(key));

    /// <summary>The language of a word in a file's name: what people write goes before a code, so that <c>sc</c> is simplified Chinese and not Sardinian.</summary>
    public static Language? FindInFileName(string? word) => Shortened(word, key => ByWord.GetValueOrDefault(key) ?? ByCode.GetValueOrDefault(key));

    /// <summary>The language that somebody else means; null when the code is none of theirs and of no standard.</summary>
    /// <param name="system">Who.</param>
    /// <param name="code">What they call it, in any case.</param>
    public static Language? Find(LanguageSystem system, string? code) => code is null ? null : ByService.GetValueOrDefault((system, KeyOf(code))) ?? Find(code);

    /// <summary>The language of a stream. Files say "por" of every Portuguese, and its kind in the title at most.</summary>
    /// <param name="tag">The stream's tag, mostly three letters.</param>
    /// <param name="title">The stream's title, such as "Brazilian Portuguese (SDH)".</param>
    public static Language? OfStream(string? tag, string? title)
    {
        if (Find(tag) is not { } language || string.IsNullOrEmpty(title))
        {
            return Find(tag);
        }

        var told = $"-{KeyOf(title)}-";
        return All.FirstOrDefault(kind => kind.KindOf == language.Code && kind.FileNames.Any(word => told.Contains($"-{KeyOf(word)}-", StringComparison.Ordinal))) ?? language;
    }

    /// <summary>Languages by what somebody types: whose code or name it is, then whose name begins with it, then who has it anywhere.</summary>
    public static IEnumerable<Language> Search(string? text)
    {
        if (KeyOf(text ?? "") is not { Length: > 0 } key)
        {
            return All;
        }

        var meant = new[] { ByCode.GetValueOrDefault(key), ByWord.GetValueOrDefault(key) }.OfType<Language>().ToList();
        return meant
            .Concat(All.Where(language => meant.Contains(language.KindOf is { } root ? Of(root) : language)))
            .Concat(All.Where(language => NamesOf(language).Any(name => name.StartsWith(key, StringComparison.Ordinal))))
            .Concat(All.Where(language => NamesOf(language).Any(name => name.Contains(key, StringComparison.Ordinal))))
            .Distinct();
    }

    private static IEnumerable<string> NamesOf(Language language) => [KeyOf(language.Name), KeyOf(language.OwnName), .. language.FileNames.Select(KeyOf)];

    private static Language? Shortened(string? text, Func<string, Language?> find)
    {
        for (var key = KeyOf(text ?? ""); key.Length > 0;)
        {
            if (find(key) is { } found)
            {
                return found;
            }

            var end = key.LastIndexOf('-');
            if (end < 0 || !IsSubtag(key.AsSpan(end + 1)))
            {
                return null;
            }

            key = key[..end];
        }

        return null;
    }

    // Scripts and regions: "notes" in "no-notes" is neither.
    private static bool IsSubtag(ReadOnlySpan<char> piece) => piece is "latn" or "cyrl" or "arab" or "hans" or "hant" or "jpan" or "kore" or "deva" or "grek" or "hebr" or "thai"
        || (piece.Length == 2 && char.IsAsciiLetterLower(piece[0]) && char.IsAsciiLetterLower(piece[1]))
        || (piece.Length == 3 && piece.IndexOfAnyExceptInRange('0', '9') < 0);

    private static void AddTo(Dictionary<string, Language> found, Language language, IEnumerable<string?> names)
    {
        foreach (var name in names.OfType<string>())
        {
            found.TryAdd(KeyOf(name), language);
        }
    }

    // "pt_BR", "Portuguese (Brazil)": whatever stands between the words, and in any case.
    private static string KeyOf(string text) => string.Join(
        '-', text.ToLowerInvariant().Split([' ', '_', '-', '(', ')', '[', ']', '.', ',', '/'], StringSplitOptions.RemoveEmptyEntries));
}
