using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Subtitles.Languages;

/// <summary>
/// What a text tells of its language: its script, and how many of its words are short words of each language. Nobody has to know the language for sure:
/// the question is whether it is surely another than the one that was promised.
/// </summary>
public sealed class LanguageEvidence
{
    // Below that a text of three names would be judged.
    private const int FewestLetters = 60;
    private const int FewestWords = 40;
    private const int FewestSigns = 100;

    // In talk a quarter to a half of all words are such. What has hardly any is of a language that is not in the file, or of none.
    private const double LeastShare = 0.12;

    // Two lines of names or of songs in another language must not decide.
    private const double LeastScript = 0.7;
    private const double MuchMore = 2;
    private const double MuchMoreOfKinds = 3;

    private readonly double[] _weights;
    private readonly int[] _hits;
    private readonly int _best;

    internal LanguageEvidence(TextScript script, double share, int letters, int words, double[] weights, int[] hits)
    {
        (Script, ScriptShare, Letters, Words, _weights, _hits) = (script, share, letters, words, weights, hits);
        _best = Best(place => Alphabet.All[place].Script == script);
    }

    /// <summary>The script most letters are of.</summary>
    public TextScript Script { get; }

    /// <summary>How many of all letters are of it, up to 1.</summary>
    public double ScriptShare { get; }

    /// <summary>All letters.</summary>
    public int Letters { get; }

    /// <summary>All words; in a script without spaces all signs.</summary>
    public int Words { get; }

    /// <summary>The language that is most likely; null when the text says too little.</summary>
    public LanguageCode? Likely => _best < 0 || Letters < FewestLetters || (!IsOnlyOne && ShareOf(_best) < LeastShare) ? null : Alphabet.All[_best].Code;

    // Only Greek is written in Greek.
    private bool IsOnlyOne => !Alphabet.All.Where(alphabet => alphabet.Script == Script).Skip(1).Any();

    /// <summary>Reads texts, which are best without marks of their format.</summary>
    public static LanguageEvidence Of(IEnumerable<string> texts) => new LetterCount().Read(texts);

    /// <summary>Why it is surely not of a language, as a sentence; null when it is, or may be.</summary>
    public string? SurelyNot(LanguageCode promised)
    {
        var own = Alphabet.Of(promised);
        if (promised == LanguageCode.Unknown || promised.Language.IsSpecial || own.Count == 0 || Letters < FewestLetters || ScriptShare < LeastScript)
        {
            return null;
        }

        return own.All(alphabet => alphabet.Script != Script) && !IsHanOfJapanese(own)
            ? $"It is written in {Script} letters, and {promised.Language.Name} is not."
            : ByWords(promised, own);
    }

    /// <summary>How many of its words are short words of an alphabet.</summary>
    internal int HitsOf(Alphabet alphabet) => _hits[Alphabet.All.Index().First(line => ReferenceEquals(line.Item, alphabet)).Index];

    private string? ByWords(LanguageCode promised, IReadOnlyList<Alphabet> own)
    {
        if (Likely is not { } likely || Words < (TextScripts.HasNoSpaces(Script) ? FewestSigns : FewestWords))
        {
            return null;
        }

        var isClose = own.Any(alphabet => alphabet.IsCloseTo(likely)) || Alphabet.All[_best].IsCloseTo(promised);
        // Simplified and traditional signs are told from each other by the signs themselves; other kinds of one language are not.
        var needed = !isClose ? MuchMore : Script == TextScript.Han ? MuchMoreOfKinds : double.PositiveInfinity;
        var mine = Best(place => own.Contains(Alphabet.All[place]));
        return mine >= 0 && _weights[_best] >= needed * _weights[mine] ? $"It is {likely.Language.Name} and not {promised.Language.Name}." : null;
    }

    // A Japanese text of few words may have no kana.
    private bool IsHanOfJapanese(IReadOnlyList<Alphabet> own) => Script == TextScript.Han && own.Any(alphabet => alphabet.Script == TextScript.Japanese) && Letters < FewestSigns;

    private double ShareOf(int place) => Words == 0 ? 0 : (double)_hits[place] / Words;

    private int Best(Func<int, bool> isMeant)
    {
        var best = -1;
        for (var place = 0; place < _weights.Length; place++)
        {
            if (isMeant(place) && (best < 0 || _weights[place] > _weights[best]))
            {
                best = place;
            }
        }

        return best;
    }
}
