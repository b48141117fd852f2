using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Upgrades;

/// <summary>How good a subtitle can be at best, told by where it comes from. What stands on a higher rung takes the place of what stands on a lower one, whatever both score.</summary>
public enum UpgradeRung
{
    /// <summary>Taken out of the video: whoever made the video put it there, but for no release in particular.</summary>
    Embedded,

    /// <summary>Translated by a machine.</summary>
    Machine,

    /// <summary>Made by a person, for another release or nobody knows which.</summary>
    Human,

    /// <summary>Made by a person for this very release: its times fit.</summary>
    ExactRelease,
}

/// <summary>What the rungs mean.</summary>
public static class UpgradeRungs
{
    // The group alone releases one film for several sources, and times differ between those; source and resolution alone are shared by many groups.
    private static readonly CandidateBits SameRelease = CandidateBits.Of(ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution);

    /// <summary>The rung of a candidate.</summary>
    /// <param name="candidate">What a provider offers, or once did.</param>
    public static UpgradeRung RungOf(this Candidate candidate)
    {
        if (candidate.Provider == ProviderCapabilities.Embedded)
        {
            return UpgradeRung.Embedded;
        }

        if (candidate.Bits.Has(CandidateBits.MachineTranslatedBit))
        {
            return UpgradeRung.Machine;
        }

        var isExact = candidate.Bits.Has(ScoringKey.Hash) || (candidate.Bits.Value & SameRelease.Value) == SameRelease.Value;
        return isExact ? UpgradeRung.ExactRelease : UpgradeRung.Human;
    }

    /// <summary>True when what stands on this rung takes the place of what stands on the other. What came with the video was made by people: no machine's translation replaces it.</summary>
    /// <param name="offered">The rung of what is offered.</param>
    /// <param name="present">The rung of what is there.</param>
    public static bool Replaces(this UpgradeRung offered, UpgradeRung present) => offered > present && !(present == UpgradeRung.Embedded && offered == UpgradeRung.Machine);

    /// <summary>What stands on it, at the end of a sentence that begins with "It was".</summary>
    /// <param name="rung">The rung.</param>
    public static string Words(this UpgradeRung rung) => rung switch
    {
        UpgradeRung.Embedded => "taken out of the video",
        UpgradeRung.Machine => "translated by a machine",
        UpgradeRung.ExactRelease => "made for this very release",
        _ => "made by a person for another release",
    };
}
