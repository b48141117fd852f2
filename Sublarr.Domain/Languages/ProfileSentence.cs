using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Languages;

/// <summary>What a profile wants, as a person would say it.</summary>
public static class ProfileSentence
{
    /// <summary>The sentences of a profile, finished or not.</summary>
    public static string Of(ProfileTerms terms) => terms.Wanted.Count == 0
        ? "Wants nothing yet: add a language."
        : string.Join(' ', new[] { Languages(terms.Wanted), Optional(terms.Wanted), Stop(terms), Score(terms), Names(terms) }.OfType<string>());

    private static string Languages(IReadOnlyList<WantedLanguage> wanted) => wanted.Count == 1
        ? $"Wants {Of(wanted[0])}."
        : $"Wants {string.Join(", then ", wanted.Select(Of))}.";

    private static string Of(WantedLanguage wanted)
    {
        var name = wanted.Language.Language.Name;
        if (wanted.Forced == ForcedWish.Only)
        {
            return $"the foreign parts alone in {name}";
        }

        var heard = wanted.HearingImpaired switch
        {
            Wish.Prefer => ", rather for the hard of hearing",
            Wish.Exclude => ", not for the hard of hearing",
            Wish.Only => ", only for the hard of hearing",
            _ => "",
        };
        return $"{name}{heard}{(wanted.Forced == ForcedWish.Also ? ", with a subtitle of its foreign parts if there is one" : "")}";
    }

    private static string? Optional(IReadOnlyList<WantedLanguage> wanted)
    {
        var optional = wanted.Where(each => !each.IsRequired).Select(each => each.Language.Language.Name).ToList();
        return optional.Count == 0 ? null
            : optional.Count == wanted.Count ? "None of it is required: nothing counts as missing."
            : $"{Wording.All(optional)} {(optional.Count == 1 ? "is" : "are")} nice to have.";
    }

    private static string? Stop(ProfileTerms terms) => terms.Cutoff switch
    {
        null => null,
        { Language: { } language } => $"Once {language.Language.Name} is there, no other is looked for.",
        _ => "Once one of them is there, no other is looked for.",
    };

    private static string? Score(ProfileTerms terms) => terms.MinimumPercent is { } percent and > 0 ? $"Takes nothing below {percent} percent of the score." : null;

    private static string? Names(ProfileTerms terms) => (terms.MustContain.Count, terms.MustNotContain.Count) switch
    {
        (0, 0) => null,
        (_, 0) => $"Takes only releases with {Wording.Either(terms.MustContain)} in their names.",
        (0, _) => $"Takes no release with {Wording.Either(terms.MustNotContain)} in its name.",
        _ => $"Takes only releases with {Wording.Either(terms.MustContain)} in their names, and none with {Wording.Either(terms.MustNotContain)}.",
    };
}
