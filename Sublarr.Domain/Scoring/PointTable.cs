using System.Numerics;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>The points of every combination of bits, so that a candidate's bits cost two look-ups. Filled anew for each set of rules.</summary>
internal sealed class PointTable
{
    private const int LowBits = 8;

    private readonly int[] _low = new int[1 << LowBits];
    private readonly int[] _high = new int[1 << (CandidatePool.BitCount - LowBits)];

    /// <summary>A candidate with one of these bits is refused.</summary>
    public uint Forbidden { get; private set; }

    /// <summary>A candidate without one of these bits is refused.</summary>
    public uint Required { get; private set; }

    public int Minimum { get; private set; }

    public int PointsOf(uint bits) => _low[bits & ((1 << LowBits) - 1)] + _high[bits >> LowBits];

    public void Fill(ScoringRules rules, MediaType type)
    {
        var preferences = rules.Preferences;
        Span<int> points = stackalloc int[CandidatePool.BitCount];
        points.Clear();
        rules.Weights.Of(type).CopyTo(points);
        points[12] = preferences.HearingImpaired == Wish.Prefer ? ScoringPreferences.PreferenceBonus : 0;
        points[13] = preferences.Forced == Wish.Prefer ? ScoringPreferences.PreferenceBonus : 0;
        points[14] = preferences.MachineTranslation;
        points[16] = preferences.PreferredGroupBonus;
        Fill(_low, points[..LowBits]);
        Fill(_high, points[LowBits..]);

        Minimum = preferences.MinimumOf(type) ?? int.MinValue;
        Forbidden = CandidatePool.ExcludedGroupBit
            | Bit(preferences.HearingImpaired == Wish.Exclude, CandidateBits.HearingImpairedBit)
            | Bit(preferences.Forced == Wish.Exclude, CandidateBits.ForcedBit)
            | Bit(preferences.RefuseMachineTranslation, CandidateBits.MachineTranslatedBit);
        Required = Bit(preferences.HearingImpaired == Wish.Only, CandidateBits.HearingImpairedBit)
            | Bit(preferences.Forced == Wish.Only, CandidateBits.ForcedBit);
    }

    private static uint Bit(bool applies, uint bit) => applies ? bit : 0;

    // Each combination is a smaller one and one bit more.
    private static void Fill(int[] table, ReadOnlySpan<int> points)
    {
        for (var bits = 1; bits < table.Length; bits++)
        {
            table[bits] = table[bits & (bits - 1)] + points[BitOperations.TrailingZeroCount(bits)];
        }
    }
}
