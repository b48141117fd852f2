namespace Sublarr.Domain.Health;

/// <summary>A finding, since when it is so, and what has been told of it.</summary>
/// <param name="Look">The look that found it.</param>
/// <param name="Finding">What it found last.</param>
/// <param name="Since">When it was found first, in UTC.</param>
public sealed record KnownFinding(string Look, HealthFinding Finding, DateTimeOffset Since)
{
    /// <summary>So many looks in a row have to find what may pass by itself before it is told.</summary>
    public const int LooksBeforeNews = 2;

    /// <summary>How many looks in a row have found it.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>How bad the same thing was before it was as bad as this; null when all was well.</summary>
    public HealthLevel? Before { get; init; }

    /// <summary>True when it is to be told, or has been.</summary>
    public bool IsNews { get; init; }

    /// <summary>True when people have been told of it.</summary>
    public bool IsTold { get; init; }

    /// <summary>When it was over, in UTC; null while it is not. It is kept until that has been told.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True while its beginning or its end has to be told.</summary>
    public bool IsUntold => IsNews && (!IsTold || EndedAt is not null);

    /// <summary>What is known after a round of looks.</summary>
    /// <param name="before">What was known before it, of which all has been told that was to be told.</param>
    /// <param name="answers">What each look has to say.</param>
    /// <param name="now">When the looks were made.</param>
    public static IReadOnlyList<KnownFinding> After(IReadOnlyList<KnownFinding> before, IReadOnlyList<LookAnswer> answers, DateTimeOffset now)
    {
        var open = before.Where(known => known.EndedAt is null).ToList();
        var silent = answers.Where(answer => answer.Findings is null).Select(answer => answer.Look.Name).ToHashSet(StringComparer.Ordinal);
        // What a look said that could not be finished now is neither over nor confirmed.
        var kept = open.Where(known => silent.Contains(known.Look) && known.Finding.About != LookAnswer.Unfinished);
        var found = answers.SelectMany(answer => (answer.Findings ?? [answer.Problem!]).Select(finding => Of(answer.Look, finding, open, now))).ToList();
        var here = kept.Concat(found).ToList();
        var over = open.Where(known => known.IsNews && !here.Exists(other => other.IsSame(known) && other.Finding.Level == known.Finding.Level))
            .Select(known => known with { EndedAt = now });
        return [.. here, .. over];
    }

    /// <summary>True for another finding about the same thing, however bad.</summary>
    /// <param name="other">The other.</param>
    public bool IsSame(KnownFinding other) => Look == other.Look && Finding.About == other.Finding.About;

    private static KnownFinding Of(IHealthLook look, HealthFinding finding, List<KnownFinding> open, DateTimeOffset now)
    {
        var fresh = new KnownFinding(look.Name, finding, now);
        var former = open.Find(fresh.IsSame);
        var known = former?.Finding.Level == finding.Level
            ? former with { Finding = finding, Looks = former.Looks + 1 }
            : fresh with { Before = former?.Finding.Level };
        var isNews = finding.Level == HealthLevel.Error && !look.IsToldElsewhere && (look.IsCertain || known.Looks >= LooksBeforeNews);
        return known with { IsNews = known.IsNews || isNews };
    }
}

/// <summary>What one look has to say.</summary>
/// <param name="Look">The look.</param>
/// <param name="Findings">What it found; null when it could not be finished.</param>
/// <param name="Problem">Why it could not be finished; null when it was.</param>
public sealed record LookAnswer(IHealthLook Look, IReadOnlyList<HealthFinding>? Findings, HealthFinding? Problem = null)
{
    /// <summary>What a finding is about that says that a look could not be finished.</summary>
    public const string Unfinished = "?";
}
