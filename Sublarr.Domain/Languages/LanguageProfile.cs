namespace Sublarr.Domain.Languages;

/// <summary>Which subtitles are wanted of a title, in which order, and which are good enough.</summary>
public sealed class LanguageProfile
{
    /// <summary>The one that is there from the start: it wants English until somebody says otherwise.</summary>
    public const long FirstId = 1;

    private IReadOnlyList<ReleaseTerm>? _required;
    private IReadOnlyList<ReleaseTerm>? _refused;

    /// <summary>Creates one.</summary>
    /// <param name="terms">What it says.</param>
    /// <exception cref="ArgumentException">Something in it is wrong.</exception>
    public LanguageProfile(ProfileTerms terms) => Edit(terms);

    private LanguageProfile()
    {
    }

    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>Counts the changes: who changes an older version is told.</summary>
    public long Version { get; private set; }

    /// <summary>What people call it; unique without case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The languages, the most wanted first.</summary>
    public IReadOnlyList<WantedLanguage> Wanted { get; private set; } = [];

    /// <summary>When nothing more is wanted; null for never.</summary>
    public Cutoff? Cutoff { get; private set; }

    /// <summary>What a subtitle must score at least, in percent of what is possible; null for whatever scoring says.</summary>
    public int? MinimumPercent { get; private set; }

    /// <summary>One of these must be in the name of a release; with none any name will do.</summary>
    public IReadOnlyList<string> MustContain { get; private set; } = [];

    /// <summary>None of these may be in the name of a release.</summary>
    public IReadOnlyList<string> MustNotContain { get; private set; } = [];

    /// <summary>All that it says.</summary>
    public ProfileTerms Terms => new(Name, Wanted) { Cutoff = Cutoff, MinimumPercent = MinimumPercent, MustContain = MustContain, MustNotContain = MustNotContain };

    /// <summary>Replaces what it says.</summary>
    /// <exception cref="ArgumentException">Something in it is wrong.</exception>
    public void Edit(ProfileTerms terms)
    {
        if (terms.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem.Message, nameof(terms));
        }

        (Name, Wanted, Cutoff, MinimumPercent) = (terms.Name.Trim(), terms.Wanted, terms.Cutoff, terms.MinimumPercent);
        (MustContain, MustNotContain) = (terms.MustContain, terms.MustNotContain);
        (_required, _refused) = (null, null);
        Version++;
    }

    /// <summary>
    /// What is wanted and not there, in the order of the profile. Where the cutoff is reached only its own language is wanted,
    /// which may still lack the subtitle of its foreign parts.
    /// </summary>
    /// <param name="present">The subtitles in the file and beside it.</param>
    public IReadOnlyList<WantedSubtitle> Missing(IReadOnlyCollection<PresentSubtitle> present)
    {
        var reached = Cutoff is { } cutoff ? Wanted.FirstOrDefault(wanted => cutoff.IsAbout(wanted) && wanted.IsThere(present)) : null;
        return [.. Wanted.Where(wanted => reached is null || reached == wanted).SelectMany(wanted => wanted.Missing(present))];
    }

    /// <summary>Why a release of this name is not taken, as a sentence; null when it is.</summary>
    /// <param name="release">What the provider says it was made for.</param>
    public string? RefusalOf(string release)
    {
        _required ??= [.. MustContain.Select(term => new ReleaseTerm(term))];
        _refused ??= [.. MustNotContain.Select(term => new ReleaseTerm(term))];
        if (_refused.FirstOrDefault(term => term.IsIn(release)) is { } refused)
        {
            return $"The profile \"{Name}\" takes nothing with {refused.Text} in its name.";
        }

        return _required.Count > 0 && !_required.Any(term => term.IsIn(release))
            ? $"The profile \"{Name}\" takes only what has {Wording.Either(MustContain)} in its name."
            : null;
    }
}
