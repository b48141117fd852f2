using Sublarr.Domain.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Ranks the same searches under the rules that are stored and under those on the page.</summary>
public sealed class WhatIfBoard(IReadOnlyList<SearchResult> searches)
{
    private Ranking? _today;
    private Ranking? _then;
    private ScoringRules? _todayRules;

    /// <summary>What was compared last.</summary>
    public Comparison Current { get; private set; } = new([], 0, 0);

    public IReadOnlyList<SearchResult> Searches => searches;

    /// <summary>Compares.</summary>
    /// <param name="today">What is stored.</param>
    /// <param name="then">What is on the page.</param>
    public void Compare(ScoringRules today, ScoringRules then)
    {
        if (today != _todayRules)
        {
            _today = Score(_today, today);
            _todayRules = today;
        }

        _then = Score(_then, then);
        var (changed, lost) = (new List<Change>(), 0);
        for (var search = 0; search < searches.Count; search++)
        {
            var (before, after) = (WinnerOf(_today!, search), WinnerOf(_then, search));
            if (before != after)
            {
                changed.Add(new(search, before, after));
                lost += after is null ? 1 : 0;
            }
        }

        Current = new(changed, lost, searches.Count(search => search.Candidates.Count > 0));
    }

    /// <summary>Which candidate of a search wins under the rules on the page; null when none does.</summary>
    public int? WinnerOf(int search) => WinnerOf(_then!, search);

    /// <summary>The candidates of a search under the rules on the page, best first.</summary>
    public IEnumerable<int> OrderOf(int search)
    {
        _then!.Sort();
        return [.. _then.OrderOf(search).ToArray().Select(_then.Pool.PlaceOf)];
    }

    private static int? WinnerOf(Ranking ranking, int search) => ranking.Winners[search] is >= 0 and var position ? ranking.Pool.PlaceOf(position) : null;

    private Ranking Score(Ranking? ranking, ScoringRules rules)
    {
        var fitting = ranking is not null && ranking.Pool.Fits(rules.Preferences) ? ranking : new Ranking(new CandidatePool(searches, rules.Preferences));
        fitting.Score(rules);
        return fitting;
    }

    /// <param name="Changed">Searches with another winner.</param>
    /// <param name="Lost">How many of them have no winner any more.</param>
    /// <param name="Total">Searches that found something.</param>
    public sealed record Comparison(IReadOnlyList<Change> Changed, int Lost, int Total);

    /// <param name="Search">Which search.</param>
    /// <param name="Before">Its winner today; null when it has none.</param>
    /// <param name="After">Its winner then; null when it has none.</param>
    public readonly record struct Change(int Search, int? Before, int? After);
}
