namespace Sublarr.Domain.Subtitles.Languages;

/// <summary>Goes once through a text and counts its letters by script and its words by language.</summary>
internal sealed class LetterCount
{
    private const double LeastKana = 0.05;

    private readonly int[] _scripts = new int[Enum.GetValues<TextScript>().Length];
    private readonly double[] _weights = new double[Alphabet.All.Count];
    private readonly int[] _hits = new int[Alphabet.All.Count];
    private readonly char[] _word = new char[WordTable.LongestWord];
    private int _length;
    private int _words;

    public LanguageEvidence Read(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            foreach (var letter in text)
            {
                Take(letter);
            }

            EndWord();
        }

        var letters = _scripts.Sum();
        // Two lists in two orders: Japanese is Han with kana among it.
        var (han, kana) = (_scripts[(int)TextScript.Han], _scripts[(int)TextScript.Japanese]);
        if (kana > LeastKana * (han + kana))
        {
            (_scripts[(int)TextScript.Han], _scripts[(int)TextScript.Japanese]) = (0, han + kana);
        }

        var most = Array.IndexOf(_scripts, _scripts.Max());
        return new(letters == 0 ? TextScript.None : (TextScript)most, letters == 0 ? 0 : (double)_scripts[most] / letters, letters, _words, _weights, _hits);
    }

    private void Take(char letter)
    {
        var script = TextScripts.Of(letter);
        if (script == TextScript.None)
        {
            EndWord();
            return;
        }

        _scripts[(int)script]++;
        if (_length < _word.Length)
        {
            _word[_length] = char.ToLowerInvariant(letter);
        }

        _length++;
        if (TextScripts.HasNoSpaces(script))
        {
            EndWord();
        }
    }

    private void EndWord()
    {
        if (_length == 0)
        {
            return;
        }

        _words++;
        if (_length <= _word.Length)
        {
            WordTable.Instance.Count(_word.AsSpan(0, _length), _weights, _hits);
        }

        _length = 0;
    }
}
