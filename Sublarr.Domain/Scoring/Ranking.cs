using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>Ranks every candidate of a pool under one set of rules after another, without allocating.</summary>
/// <param name="pool">What to rank.</param>
public sealed class Ranking(CandidatePool pool)
{
    /// <summary>Below this length, sorting by insertion is faster than by digits.</summary>
    private const int Few = 48;

    /// <summary>Two digits of this many bits hold every possible sum of points, and whether it is refused.</summary>
    private const int DigitBits = 9;
    private const int Digits = 1 << DigitBits;
    private const int HighestSum = 1 << 16;
    private const int RefusedKey = 1 << 17;

    private readonly PointTable _episode = new();
    private readonly PointTable _movie = new();
    private readonly int[] _modifiers = new int[pool.Providers.Length];
    private readonly int[] _providerMinimums = new int[pool.Providers.Length];
    private readonly int[] _languageMinimums = new int[pool.Languages.Length];
    private readonly int[] _points = new int[pool.Count];
    private readonly int[] _keys = new int[pool.Count];
    private readonly int[] _order = new int[pool.Count];
    private readonly int[] _scratch = new int[pool.Count];
    private readonly int[] _winners = new int[pool.Searches.Count];
    private readonly int[] _low = new int[Digits];
    private readonly int[] _high = new int[Digits];

    /// <summary>What is ranked.</summary>
    public CandidatePool Pool => pool;

    /// <summary>The position of each search's winner; -1 when it has none.</summary>
    public ReadOnlySpan<int> Winners => _winners;

    /// <summary>The points at each position.</summary>
    public ReadOnlySpan<int> Points => _points;

    /// <summary>Positions of one search, best first, refused last. Call <see cref="Sort"/> before.</summary>
    public ReadOnlySpan<int> OrderOf(int search) => _order.AsSpan(pool.Starts[search]..pool.Starts[search + 1]);

    /// <summary>True when the candidate at a position cannot win.</summary>
    public bool IsRefused(int position) => _keys[position] >= RefusedKey;

    /// <summary>Scores everything and finds the winners.</summary>
    /// <exception cref="ArgumentException">The pool was laid out for other preferences.</exception>
    public void Score(ScoringRules rules)
    {
        if (!pool.Fits(rules.Preferences))
        {
            throw new ArgumentException("Lay the pool out again: who goes first among equals has changed.", nameof(rules));
        }

        Prepare(rules);
        for (var search = 0; search < _winners.Length; search++)
        {
            _winners[search] = ScoreSearch(pool.Starts[search], pool.Starts[search + 1], pool.Types[search] == MediaType.Episode ? _episode : _movie);
        }
    }

    /// <summary>Puts every search in order, after <see cref="Score"/>.</summary>
    public void Sort()
    {
        for (var search = 0; search < _winners.Length; search++)
        {
            var (start, end) = (pool.Starts[search], pool.Starts[search + 1]);
            if (end - start <= Few)
            {
                SortByInsertion(start, end);
            }
            else
            {
                SortByDigits(start, end);
            }
        }
    }

    private void Prepare(ScoringRules rules)
    {
        _episode.Fill(rules, MediaType.Episode);
        _movie.Fill(rules, MediaType.Movie);
        for (var provider = 0; provider < _modifiers.Length; provider++)
        {
            _modifiers[provider] = rules.ModifierOf(pool.Providers[provider]);
            _providerMinimums[provider] = ScoringPreferences.Find(rules.Preferences.ProviderMinimums, pool.Providers[provider]) ?? int.MinValue;
        }

        for (var language = 0; language < _languageMinimums.Length; language++)
        {
            _languageMinimums[language] = ScoringPreferences.Find(rules.Preferences.LanguageMinimums, pool.Languages[language]) ?? int.MinValue;
        }
    }

    // The first of the best wins: the pool is in the order that decides among equals.
    private int ScoreSearch(int start, int end, PointTable table)
    {
        var (winner, best) = (-1, RefusedKey);
        var (bits, providers, languages, trust) = (pool.Bits, pool.ProviderOf, pool.LanguageOf, pool.Trust);
        for (var position = start; position < end; position++)
        {
            var provider = providers[position];
            var points = table.PointsOf(bits[position]) + _modifiers[provider] + trust[position];
            var minimum = Math.Max(table.Minimum, Math.Max(_providerMinimums[provider], _languageMinimums[languages[position]]));
            var isRefused = points < minimum || (bits[position] & table.Forbidden) != 0 || (~bits[position] & table.Required) != 0;
            var key = HighestSum - points + (isRefused ? RefusedKey : 0);
            _points[position] = points;
            _keys[position] = key;
            if (key < best)
            {
                (winner, best) = (position, key);
            }
        }

        return winner;
    }

    private void SortByInsertion(int start, int end)
    {
        for (var position = start; position < end; position++)
        {
            var key = _keys[position];
            var at = position;
            for (; at > start && _keys[_order[at - 1]] > key; at--)
            {
                _order[at] = _order[at - 1];
            }

            _order[at] = position;
        }
    }

    // Digit by digit, stable: the order among equals stays.
    private void SortByDigits(int start, int end)
    {
        Array.Clear(_low);
        Array.Clear(_high);
        for (var position = start; position < end; position++)
        {
            _low[_keys[position] & (Digits - 1)]++;
            _high[_keys[position] >> DigitBits]++;
        }

        ToStarts(_low, start);
        ToStarts(_high, start);
        for (var position = start; position < end; position++)
        {
            _scratch[_low[_keys[position] & (Digits - 1)]++] = position;
        }

        for (var at = start; at < end; at++)
        {
            var position = _scratch[at];
            _order[_high[_keys[position] >> DigitBits]++] = position;
        }
    }

    private static void ToStarts(int[] counts, int start)
    {
        var next = start;
        for (var digit = 0; digit < counts.Length; digit++)
        {
            (counts[digit], next) = (next, next + counts[digit]);
        }
    }
}
