namespace Sublarr.Domain.Languages;

/// <summary>Which subtitle of a language is meant.</summary>
public enum SubtitleVariant
{
    /// <summary>All that is said.</summary>
    Whole,

    /// <summary>What is foreign in the film alone.</summary>
    Forced,

    /// <summary>All that is said, and what is heard besides.</summary>
    HearingImpaired,
}
