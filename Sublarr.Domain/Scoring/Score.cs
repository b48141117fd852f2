namespace Sublarr.Domain.Scoring;

/// <summary>What a candidate scores, and why.</summary>
/// <param name="Points">The sum of the parts.</param>
/// <param name="Percent">Of what its type can reach under the same weights, 0 to 100.</param>
/// <param name="Parts">Every part that is not zero, in the order of the keys.</param>
/// <param name="Refusals">Why it is refused; empty when it is not.</param>
public sealed record Score(int Points, int Percent, IReadOnlyList<ScorePart> Parts, IReadOnlyList<string> Refusals)
{
    /// <summary>True when it cannot win, whatever it scores.</summary>
    public bool IsRefused => Refusals.Count > 0;

    /// <summary>Why it is refused, in one text; null when it is not.</summary>
    public string? Reason => IsRefused ? string.Join(" ", Refusals) : null;
}

/// <summary>One line of a breakdown.</summary>
/// <param name="Name">A key, or one of the names below.</param>
/// <param name="Points">What it adds or takes.</param>
public readonly record struct ScorePart(string Name, int Points)
{
    /// <summary>What the provider's modifier adds.</summary>
    public const string ProviderModifier = "provider_modifier";

    /// <summary>What the uploader's rank adds.</summary>
    public const string UploaderTrust = "uploader_trust";

    /// <summary>What the wish for the hearing impaired adds.</summary>
    public const string HearingImpairedPreference = "hearing_impaired_preference";

    /// <summary>What the wish for foreign parts adds.</summary>
    public const string ForcedPreference = "forced_preference";

    /// <summary>What a translation by a machine takes.</summary>
    public const string MachineTranslation = "machine_translation";

    /// <summary>What a preferred release group adds.</summary>
    public const string PreferredGroup = "preferred_group";

    /// <summary>What people call it.</summary>
    public string Label => Name switch
    {
        ProviderModifier => "Provider",
        UploaderTrust => "Uploader's rank",
        HearingImpairedPreference => "Hearing impaired, preferred",
        ForcedPreference => "Forced, preferred",
        MachineTranslation => "Translated by a machine",
        PreferredGroup => "Preferred group",
        _ => ScoringKeyInfo.Find(Name)?.Label ?? Name,
    };
}
