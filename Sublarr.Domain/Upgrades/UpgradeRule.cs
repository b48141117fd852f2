using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Upgrades;

/// <summary>
/// Whether one subtitle takes the place of another. Both are scored under the rules of today, so that what changed is the subtitle and not the sliders. Under one set of
/// rules the order is strict; across changes of the rules, what was replaced once is never taken again.
/// </summary>
public static class UpgradeRule
{
    /// <summary>What a better one must score more.</summary>
    public const int Gain = 50;

    /// <summary>The same while the file is young: somebody may be watching with it.</summary>
    public const int GainWhenYoung = 100;

    /// <summary>How long a file is young.</summary>
    public static readonly TimeSpan Young = TimeSpan.FromDays(7);

    /// <summary>Why what is there is never replaced by itself, as a sentence; null when it may be.</summary>
    /// <param name="present">What is there.</param>
    public static string? ObstacleOf(PresentFile present) => present switch
    {
        { Origin: SubtitleOrigin.Embedded } => "It is a stream of the video itself, and nothing is taken out of videos.",
        { IsRestored: true } => "A person took it out of the trash: that one is wanted, and nothing takes its place by itself.",
        { Origin: SubtitleOrigin.Found } => "A person put it there, and what people put there is never replaced.",
        { IsGone: true } => "The file is not there any more.",
        { IsChanged: true } => "It was changed since it was downloaded, and what people have changed is never replaced.",
        { Candidate: null } => "Nothing is known of how it was chosen: it was downloaded before there was a history.",
        _ => null,
    };

    /// <summary>Decides.</summary>
    /// <param name="present">What is there.</param>
    /// <param name="offer">What could take its place.</param>
    /// <param name="type">For an episode or a movie.</param>
    /// <param name="rules">The rules of today.</param>
    public static UpgradeDecision Decide(PresentFile present, UpgradeOffer offer, MediaType type, ScoringRules rules)
    {
        if (ObstacleOf(present) is { } obstacle)
        {
            return UpgradeDecision.No(obstacle);
        }

        if (offer.WasTaken)
        {
            return UpgradeDecision.No("It lay beside this video before and was replaced: it is not taken again by itself.");
        }

        var (before, after) = (ScoringEngine.Score(present.Candidate!, type, rules), ScoringEngine.Score(offer.Candidate, type, rules));
        if (after.Reason is { } refusal)
        {
            return UpgradeDecision.No(refusal);
        }

        if (present.Candidate!.Bits.Has(ScoringKey.FormatBonus) && !offer.Candidate.Bits.Has(ScoringKey.FormatBonus))
        {
            return UpgradeDecision.No(offer.Candidate.Bits.Has(CandidateBits.OtherFormatBit)
                ? "What is there is ASS, and ASS is not given up for another format."
                : "What is there is ASS, and nobody knows whether this one is before it is fetched: ASS is not given up for another format.");
        }

        var (from, to) = (present.Candidate.RungOf(), offer.Candidate.RungOf());
        return from == to ? WithinRung(present, offer.Candidate, before.Points, after.Points, rules) : AcrossRungs(from, to, before.Points, after.Points);
    }

    private static UpgradeDecision AcrossRungs(UpgradeRung from, UpgradeRung to, int before, int after)
    {
        if (to.Replaces(from))
        {
            return UpgradeDecision.Yes($"It was {to.Words()}, and the one before was {from.Words()}. {Points(before, after)}");
        }

        return UpgradeDecision.No(from == UpgradeRung.Embedded
            ? "What is there came with the video, and what came with the video is never replaced by a machine's translation."
            : $"It was {to.Words()}, and what is there was {from.Words()}.");
    }

    private static UpgradeDecision WithinRung(PresentFile present, Candidate offered, int before, int after, ScoringRules rules)
    {
        var isNewlyAss = offered.Bits.Has(ScoringKey.FormatBonus) && !present.Candidate!.Bits.Has(ScoringKey.FormatBonus);
        if (isNewlyAss && rules.Preferences.PrefersAss && after >= before)
        {
            return UpgradeDecision.Yes($"It is ASS, which is preferred, and the one before was not. {Points(before, after)}");
        }

        var (needed, gain) = (present.Age < Young ? GainWhenYoung : Gain, after - before);
        return gain >= needed
            ? UpgradeDecision.Yes(Points(before, after))
            : UpgradeDecision.No($"{Points(before, after)} It must score {needed} more to take its place{(needed == Gain ? "" : " in the first seven days")}.");
    }

    private static string Points(int before, int after) => $"It scores {after} points, and the one before {before}.";
}

/// <summary>A subtitle that lies beside its video.</summary>
/// <param name="Origin">How it came there.</param>
/// <param name="Candidate">What it was when it was chosen, in the format that it has; null when nobody knows.</param>
/// <param name="Age">How long it has been there.</param>
public sealed record PresentFile(SubtitleOrigin Origin, Candidate? Candidate, TimeSpan Age)
{
    /// <summary>True when a person took it out of the trash.</summary>
    public bool IsRestored { get; init; }

    /// <summary>True when the file is another than was written.</summary>
    public bool IsChanged { get; init; }

    /// <summary>True when the file is not there.</summary>
    public bool IsGone { get; init; }
}

/// <summary>A subtitle that could take the place of one that is there.</summary>
/// <param name="Candidate">As scoring sees it.</param>
/// <param name="WasTaken">True when it lay beside this video before.</param>
public sealed record UpgradeOffer(Candidate Candidate, bool WasTaken);

/// <summary>Whether a subtitle takes the place of another, and why.</summary>
/// <param name="IsUpgrade">True when it does.</param>
/// <param name="Reason">Why or why not, as sentences about the one that was offered.</param>
public sealed record UpgradeDecision(bool IsUpgrade, string Reason)
{
    internal static UpgradeDecision Yes(string reason) => new(true, reason);

    internal static UpgradeDecision No(string reason) => new(false, reason);
}
