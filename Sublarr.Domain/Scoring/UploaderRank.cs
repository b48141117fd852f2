using System.Collections.Frozen;

namespace Sublarr.Domain.Scoring;

/// <summary>What an uploader's rank is worth. Providers write ranks in any case: "Gold member", "gold member".</summary>
public static class UploaderRank
{
    private static readonly FrozenDictionary<string, int> Trust = new Dictionary<string, int>
    {
        ["administrator"] = 20,
        ["application developers"] = 20,
        ["platinum member"] = 20,
        ["trusted"] = 20,
        ["trusted member"] = 20,
        ["translator"] = 20,
        ["subtitle translator"] = 20,
        ["subtranslator"] = 20,
        ["gold member"] = 15,
        ["vip member"] = 15,
        ["vip lifetime"] = 15,
        ["silver member"] = 10,
        ["bronze member"] = 5,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Points of a rank, 0 to <see cref="Candidate.HighestTrust"/>; 0 for a rank that says nothing.</summary>
    public static int TrustOf(string? rank) => rank is null ? 0 : Trust.GetValueOrDefault(rank.Trim());
}
