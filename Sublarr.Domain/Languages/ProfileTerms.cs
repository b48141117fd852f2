using System.Globalization;

namespace Sublarr.Domain.Languages;

/// <summary>What a profile says. It may be wrong while somebody types it; <see cref="Problems"/> tells.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Wanted">The languages, the most wanted first.</param>
public sealed record ProfileTerms(string Name, IReadOnlyList<WantedLanguage> Wanted)
{
    /// <summary>The longest name.</summary>
    public const int NameLimit = 100;

    /// <summary>The most languages of one.</summary>
    public const int MostLanguages = 30;

    /// <summary>The most words and patterns of a list.</summary>
    public const int MostTerms = 50;

    /// <summary>What people and the API call <see cref="Wanted"/>.</summary>
    public const string LanguagesField = "Languages";

    /// <summary>When nothing more is wanted; null for never.</summary>
    public Cutoff? Cutoff { get; init; }

    /// <summary>What a subtitle must score at least, of what is possible. Points would mean one thing for episodes and another for movies. Null for whatever scoring says.</summary>
    public int? MinimumPercent { get; init; }

    /// <summary>One of these must be in the name of a release; with none any name will do.</summary>
    public IReadOnlyList<string> MustContain { get; init; } = [];

    /// <summary>None of these may be in the name of a release.</summary>
    public IReadOnlyList<string> MustNotContain { get; init; } = [];

    /// <summary>What is wrong, each with the field it is about and what helps.</summary>
    public IEnumerable<ProfileProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return new(nameof(Name), "Give it a name, such as \"German, else English\".");
        }
        else if (Name.Length > NameLimit)
        {
            yield return new(nameof(Name), $"The name is longer than {NameLimit} characters: shorten it.");
        }

        if (LanguageProblem() is { } problem)
        {
            yield return new(LanguagesField, problem);
        }

        if (Cutoff?.Language is { } last && Wanted.All(wanted => wanted.Language != last))
        {
            yield return new(nameof(Cutoff), $"{last.Language.Name} is not among the languages: add it, or choose another one to stop at.");
        }

        if (MinimumPercent is < 0 or > 100)
        {
            yield return new(nameof(MinimumPercent), "The lowest score is 0 to 100 percent; leave it empty for none.");
        }

        foreach (var wrong in TermProblems(nameof(MustContain), MustContain).Concat(TermProblems(nameof(MustNotContain), MustNotContain)))
        {
            yield return wrong;
        }
    }

    private string? LanguageProblem()
    {
        if (Wanted.FirstOrDefault(wanted => wanted.Language.Language.IsSpecial) is { } special)
        {
            return $"\"{special.Language}\" is no language that can be looked for: choose another one.";
        }

        return Wanted.GroupBy(wanted => wanted.Language).FirstOrDefault(same => same.Skip(1).Any()) is { } twice
            ? $"{twice.Key.Language.Name} is there twice: remove one."
            : Wanted.Count switch
            {
                0 => "Add at least one language.",
                > MostLanguages => string.Create(CultureInfo.InvariantCulture, $"At most {MostLanguages} languages are possible: remove {Wanted.Count - MostLanguages}."),
                _ => null,
            };
    }

    private static IEnumerable<ProfileProblem> TermProblems(string field, IReadOnlyList<string> terms) => terms.Count > MostTerms
        ? [new(field, $"At most {MostTerms} entries are possible: a pattern can stand for several.")]
        : terms.Select(ReleaseTerm.ProblemOf).OfType<string>().Select(problem => new ProfileProblem(field, problem));
}

/// <summary>Something wrong with a profile.</summary>
/// <param name="Field">The field of <see cref="ProfileTerms"/>.</param>
/// <param name="Message">What is wrong and what helps, as a sentence.</param>
public sealed record ProfileProblem(string Field, string Message);
