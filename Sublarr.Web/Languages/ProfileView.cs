using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;

namespace Sublarr.Web.Languages;

/// <summary>A profile as people and machines see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">Counts the changes; the <c>ETag</c> of the answer too.</param>
/// <param name="Name">What people call it.</param>
/// <param name="IsDefault">True when it holds for whatever has no other.</param>
public sealed record ProfileView(long Id, long Version, string Name, bool IsDefault)
{
    /// <summary>The languages, the most wanted first.</summary>
    public IReadOnlyList<WantedView> Languages { get; init; } = [];

    /// <summary>The language after which no other is looked for; <c>any</c> for each of them; null for none.</summary>
    public string? Cutoff { get; init; }

    /// <summary>What a subtitle must score at least, in percent of what is possible; null for whatever scoring says.</summary>
    public int? MinimumPercent { get; init; }

    /// <summary>One of these must be in the name of a release: words, or patterns between slashes.</summary>
    public IReadOnlyList<string> MustContain { get; init; } = [];

    /// <summary>None of these may be in the name of a release.</summary>
    public IReadOnlyList<string> MustNotContain { get; init; } = [];

    /// <summary>All of it in plain words.</summary>
    public string Wants { get; init; } = "";

    /// <summary>What it holds for, besides being the default.</summary>
    public IReadOnlyList<AssignmentView> Assignments { get; init; } = [];

    public static ProfileView Of(LanguageProfile profile, IEnumerable<ProfileAssignment> assignments)
    {
        var held = assignments.ToList();
        return new(profile.Id, profile.Version, profile.Name, held.Exists(assignment => assignment.Scope == ProfileScope.Default))
        {
            Languages = [.. profile.Wanted.Select(WantedView.Of)],
            Cutoff = profile.Cutoff?.Text,
            MinimumPercent = profile.MinimumPercent,
            MustContain = profile.MustContain,
            MustNotContain = profile.MustNotContain,
            Wants = ProfileSentence.Of(profile.Terms),
            Assignments = [.. held.Where(assignment => assignment.Scope != ProfileScope.Default).Select(AssignmentView.Of)],
        };
    }

    /// <summary>What it says, to be changed.</summary>
    public ProfileTerms ToTerms() => new(Name, [.. Languages.Select(wanted => wanted.Read())])
    {
        Cutoff = Cutoff is null ? null : Domain.Languages.Cutoff.Read(Cutoff),
        MinimumPercent = MinimumPercent,
        MustContain = MustContain,
        MustNotContain = MustNotContain,
    };
}

/// <summary>A language of a profile.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="Required">False for one that is nice to have.</param>
/// <param name="Forced">Whether what is foreign in the film alone is wanted: no, also, only.</param>
/// <param name="HearingImpaired">Whether it may, shall or must tell what is heard, too: include, prefer, exclude, only.</param>
public sealed record WantedView(string Code, string Name, bool Required, ForcedWish Forced, Wish HearingImpaired)
{
    public static WantedView Of(WantedLanguage wanted) => new(wanted.Language.Text, wanted.Language.Language.Name, wanted.IsRequired, wanted.Forced, wanted.HearingImpaired);

    internal WantedLanguage Read() => new(LanguageCode.Find(Code)!.Value) { IsRequired = Required, Forced = Forced, HearingImpaired = HearingImpaired };
}

/// <summary>What a profile holds for.</summary>
/// <param name="Scope">title, tag, library or default; the first that is found in this order decides.</param>
/// <param name="Key">Which title, tag or library; empty for the default.</param>
/// <param name="ProfileId">The profile.</param>
public sealed record AssignmentView(ProfileScope Scope, string Key, long ProfileId)
{
    public static AssignmentView Of(ProfileAssignment assignment) => new(assignment.Scope, assignment.Key, assignment.ProfileId);
}
