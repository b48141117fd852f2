using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>A subtitle that a provider offers for a video. Its bits are enough to rank it again under other weights.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Language">Its language.</param>
/// <param name="Bits">What matches, and what it is: <see cref="CandidateBits"/>.</param>
/// <param name="Trust">From its uploader's rank, 0 to 20.</param>
/// <param name="ReleaseInfo">The release it was made for, as the provider names it.</param>
/// <param name="ReleaseGroup">The group of that release, when known.</param>
public sealed record Candidate(string Provider, string Language, CandidateBits Bits, int Trust = 0, string? ReleaseInfo = null, string? ReleaseGroup = null)
{
    /// <summary>The most that an uploader's rank can add.</summary>
    public const int HighestTrust = 20;
}

/// <summary>What matches and what a candidate is, a bit each. The lower twelve are <see cref="ScoringKey"/>.</summary>
/// <param name="Value">The bits, as they are stored.</param>
public readonly record struct CandidateBits(uint Value)
{
    /// <summary>For the hearing impaired.</summary>
    public const uint HearingImpairedBit = 1 << 12;

    /// <summary>For foreign parts alone.</summary>
    public const uint ForcedBit = 1 << 13;

    /// <summary>Translated by a machine.</summary>
    public const uint MachineTranslatedBit = 1 << 14;

    /// <summary>Known to be anything but ASS and SSA.</summary>
    public const uint OtherFormatBit = 1 << 15;

    /// <summary>The bits that a weight belongs to.</summary>
    public const uint KeyMask = (1 << 12) - 1;

    /// <summary>The keys, as bits.</summary>
    public static CandidateBits Of(params ReadOnlySpan<ScoringKey> keys)
    {
        var bits = 0u;
        foreach (var key in keys)
        {
            bits |= 1u << (int)key;
        }

        return new(bits);
    }

    /// <summary>True when the key matches.</summary>
    public bool Has(ScoringKey key) => (Value & (1u << (int)key)) != 0;

    /// <summary>True when a flag is set.</summary>
    public bool Has(uint flag) => (Value & flag) != 0;

    /// <summary>The same with a flag, when it applies.</summary>
    public CandidateBits With(uint flag, bool applies) => applies ? new(Value | flag) : this;

    /// <summary>The same once the format is known. Nothing is given on a guess: an unknown format gets no bonus.</summary>
    /// <param name="format">The file's extension without dot; null when unknown.</param>
    public CandidateBits InFormat(string? format)
    {
        var without = Value & ~((1u << (int)ScoringKey.FormatBonus) | OtherFormatBit);
        return string.IsNullOrWhiteSpace(format)
            ? new(without)
            : new(without | (IsAss(format) ? 1u << (int)ScoringKey.FormatBonus : OtherFormatBit));
    }

    /// <summary>The same without all that is said of one release: its very file, group, source, sound and resolution.</summary>
    public CandidateBits WithoutRelease() => new(Value & ~Of(ScoringKey.Hash, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec, ScoringKey.Resolution).Value);

    /// <summary>The same with the hash, when the provider reports it and something else says it is the same feature: providers report hashes of other videos.</summary>
    public CandidateBits WithHash(bool isReported, FeatureAgreement agreement) =>
        isReported && agreement.IsEnough ? new(Value | (1u << (int)ScoringKey.Hash)) : new(Value & ~(1u << (int)ScoringKey.Hash));

    /// <summary>True for ASS and its elder, SSA.</summary>
    /// <param name="format">A file's extension, with or without dot.</param>
    public static bool IsAss(string format) =>
        format.Trim().TrimStart('.') is var word
        && (word.Equals("ass", StringComparison.OrdinalIgnoreCase) || word.Equals("ssa", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What says that a subtitle belongs to the same feature as the video.</summary>
/// <param name="Ids">An id is the same.</param>
/// <param name="TitleAndYear">Title and year are the same.</param>
/// <param name="SeasonAndEpisode">Season and episode are the same.</param>
public readonly record struct FeatureAgreement(bool Ids = false, bool TitleAndYear = false, bool SeasonAndEpisode = false)
{
    /// <summary>True when a hash may be believed.</summary>
    public bool IsEnough => Ids || TitleAndYear || SeasonAndEpisode;
}

/// <summary>A search and what it found.</summary>
/// <param name="Type">For an episode or a movie.</param>
/// <param name="Title">What was searched for.</param>
/// <param name="Language">The language.</param>
/// <param name="Candidates">What was found.</param>
public sealed record SearchResult(MediaType Type, string Title, string Language, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>An episode when both numbers are known, else a movie.</summary>
    public static MediaType TypeOf(int? season, int? episode) => season is not null && episode is not null ? MediaType.Episode : MediaType.Movie;
}
