namespace Sublarr.Domain.Scoring;

/// <summary>A search of which somebody said: this one must win.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Search">The search, as it was then.</param>
/// <param name="Winner">Which of its candidates must win.</param>
public sealed record ScoringCase(long Id, SearchResult Search, int Winner)
{
    /// <summary>The candidate that must win.</summary>
    public Candidate Wanted => Search.Candidates[Winner];

    /// <summary>Tells whether it wins.</summary>
    public CaseVerdict Judge(ScoringRules rules)
    {
        var ranking = new Ranking(new CandidatePool([Search], rules.Preferences));
        ranking.Score(rules);
        var winner = ranking.Winners[0];
        return winner < 0 ? new(this, null) : new(this, ranking.Pool.PlaceOf(winner));
    }
}

/// <summary>What a case gives under some rules.</summary>
/// <param name="Case">The case.</param>
/// <param name="Winner">Which candidate wins; null when all are refused.</param>
public sealed record CaseVerdict(ScoringCase Case, int? Winner)
{
    /// <summary>True when the wanted one wins.</summary>
    public bool Passes => Winner == Case.Winner;
}
