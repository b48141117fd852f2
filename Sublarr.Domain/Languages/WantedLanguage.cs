using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Languages;

/// <summary>A language of a profile, and how it is wanted.</summary>
/// <param name="Language">Which.</param>
public sealed record WantedLanguage(LanguageCode Language)
{
    /// <summary>False for one that is nice to have: without it nothing counts as missing to people.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Whether what is foreign in the film alone is wanted.</summary>
    public ForcedWish Forced { get; init; }

    /// <summary>Whether it may, shall or must tell what is heard, too.</summary>
    public Wish HearingImpaired { get; init; }

    private bool IsForced => Forced == ForcedWish.Only;

    /// <summary>True when the subtitle it is about is there; one of foreign parts beside it is no matter.</summary>
    public bool IsThere(IReadOnlyCollection<PresentSubtitle> present) => present.Any(subtitle => IsMetBy(subtitle, IsForced));

    /// <summary>What of it is not there.</summary>
    public IEnumerable<WantedSubtitle> Missing(IReadOnlyCollection<PresentSubtitle> present)
    {
        if (!IsThere(present))
        {
            yield return new(Language, IsForced, IsForced ? Wish.Include : HearingImpaired, IsRequired);
        }

        // Most films have no such subtitle: to miss it is nothing to worry about.
        if (Forced == ForcedWish.Also && !present.Any(subtitle => IsMetBy(subtitle, isForced: true)))
        {
            yield return new(Language, IsForced: true, Wish.Include, IsRequired: false);
        }
    }

    /// <summary>As the trail of changes shows it.</summary>
    public override string ToString()
    {
        var marks = new[]
        {
            IsRequired ? null : "optional",
            Forced switch { ForcedWish.Also => "forced too", ForcedWish.Only => "forced only", _ => null },
            HearingImpaired switch { Wish.Prefer => "hearing impaired preferred", Wish.Exclude => "no hearing impaired", Wish.Only => "hearing impaired only", _ => null },
        }.OfType<string>().ToList();
        return marks.Count == 0 ? Language.Text : $"{Language.Text} ({string.Join("; ", marks)})";
    }

    // A subtitle of foreign parts has few lines, and nobody tells there what is heard.
    private bool IsMetBy(PresentSubtitle subtitle, bool isForced) => subtitle.IsForced == isForced && Language.Covers(subtitle.Language) && (isForced || HearingImpaired switch
    {
        Wish.Exclude => !subtitle.IsHearingImpaired,
        Wish.Only => subtitle.IsHearingImpaired,
        _ => true,
    });
}

/// <summary>What is wished of subtitles of foreign parts alone.</summary>
public enum ForcedWish
{
    /// <summary>They are not looked for.</summary>
    No,

    /// <summary>One is welcome beside the whole subtitle.</summary>
    Also,

    /// <summary>Nothing else is wanted of this language.</summary>
    Only,
}

/// <summary>A subtitle that is there, in the file or beside it.</summary>
/// <param name="Language">Its language.</param>
/// <param name="IsForced">True for what is foreign in the film alone.</param>
/// <param name="IsHearingImpaired">True for what tells what is heard, too.</param>
public sealed record PresentSubtitle(LanguageCode Language, bool IsForced = false, bool IsHearingImpaired = false);

/// <summary>A subtitle that is wanted and not there.</summary>
/// <param name="Language">Its language.</param>
/// <param name="IsForced">True for what is foreign in the film alone.</param>
/// <param name="HearingImpaired">Whether it may, shall or must tell what is heard, too.</param>
/// <param name="IsRequired">False for one that is nice to have.</param>
public sealed record WantedSubtitle(LanguageCode Language, bool IsForced, Wish HearingImpaired, bool IsRequired)
{
    /// <summary>Which subtitle of its language it is.</summary>
    public SubtitleVariant Variant => IsForced ? SubtitleVariant.Forced : HearingImpaired == Wish.Only ? SubtitleVariant.HearingImpaired : SubtitleVariant.Whole;
}
