using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;

namespace Sublarr.Infrastructure.Search;

/// <summary>What a person looks for.</summary>
/// <param name="Languages">In which languages; null for those of the profile.</param>
/// <param name="Forced">True for what is foreign in the film alone, false for whole subtitles, null for what the profile wants.</param>
public sealed record SearchWish(IReadOnlyList<LanguageCode>? Languages = null, bool? Forced = null)
{
    /// <summary>All that the profile wants.</summary>
    public static SearchWish OfProfile { get; } = new();

    /// <summary>What is to be looked for, whether it is there already or not: who asks wants to see what there is.</summary>
    /// <param name="profile">The profile that holds for the title.</param>
    public IReadOnlyList<WantedSubtitle> Wanted(LanguageProfile profile) =>
    [
        .. (Languages ?? [.. profile.Wanted.Select(wanted => wanted.Language)]).Distinct()
            .SelectMany(language => Of(profile.Wanted.FirstOrDefault(wanted => wanted.Language == language) ?? new WantedLanguage(language) { IsRequired = false })),
    ];

    private IEnumerable<WantedSubtitle> Of(WantedLanguage wanted) => Forced is { } forced
        ? [new(wanted.Language, forced, forced ? Wish.Include : wanted.HearingImpaired, wanted.IsRequired)]
        : wanted.Missing([]);
}
