using Sublarr.Domain.Languages;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Providers;

/// <summary>A subtitle that a provider has. It holds no key and no token: it may be stored, shown and logged.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Id">What the provider fetches it by: its own id, or an address without anything secret.</param>
/// <param name="Language">Its language.</param>
public sealed record FoundSubtitle(string Provider, string Id, LanguageCode Language)
{
    private const uint OfNames = (1u << (int)ScoringKey.ReleaseGroup) | (1u << (int)ScoringKey.Source) | (1u << (int)ScoringKey.AudioCodec) | (1u << (int)ScoringKey.Resolution);

    /// <summary>What the provider's own facts match of the video: title, numbers, hash. What names of releases match is told by <see cref="ToCandidate"/>.</summary>
    public CandidateBits Matched { get; init; }

    /// <summary>The releases it was made for, as the provider names them; empty when it does not say.</summary>
    public IReadOnlyList<string> Releases { get; init; } = [];

    /// <summary>The name of its file; null until it is fetched.</summary>
    public string? FileName { get; init; }

    /// <summary>The extension of its format without dot; null when unknown.</summary>
    public string? Format { get; init; }

    /// <summary>For foreign parts alone.</summary>
    public bool IsForced { get; init; }

    /// <summary>For the hearing impaired.</summary>
    public bool IsHearingImpaired { get; init; }

    /// <summary>Translated by a machine.</summary>
    public bool IsMachineTranslated { get; init; }

    /// <summary>True for a pack of several episodes, of which one has to be picked.</summary>
    public bool IsPack { get; init; }

    /// <summary>Who made it known; null when unknown.</summary>
    public string? Uploader { get; init; }

    /// <summary>The uploader's rank in the provider's words; null when unknown.</summary>
    public string? UploaderRank { get; init; }

    /// <summary>How often it was fetched; null when unknown.</summary>
    public int? Downloads { get; init; }

    /// <summary>Frames per second of the video it was made for; null when unknown.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>When it was made known, in UTC; null when unknown.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>Its page, for a person to look at; null where there is none.</summary>
    public string? Page { get; init; }

    /// <summary>
    /// The same as scoring wants it. Of several names of releases the one counts that has most in common with the video. Whether it is for the hearing impaired
    /// as wished, only those know who know the wish.
    /// </summary>
    /// <param name="query">What was looked for.</param>
    public Candidate ToCandidate(ProviderQuery query)
    {
        var (release, shared) = BestRelease(query);
        var bits = new CandidateBits(Matched.Value | shared)
            .With(CandidateBits.HearingImpairedBit, IsHearingImpaired)
            .With(CandidateBits.ForcedBit, IsForced)
            .With(CandidateBits.MachineTranslatedBit, IsMachineTranslated)
            .InFormat(Format);
        return new(Provider, Language.Text, bits, Scoring.UploaderRank.TrustOf(UploaderRank), release?.Name ?? FileName, release?.Group);
    }

    private (ReleaseName? Release, uint Shared) BestRelease(ProviderQuery query)
    {
        var best = (Release: (ReleaseName?)null, Shared: 0u);
        foreach (var name in Releases)
        {
            var release = ReleaseName.Parse(name);
            var shared = query.Release is { } own ? ReleaseComparison.Shared(own, release).Value & OfNames : 0;
            if (best.Release is null || uint.PopCount(shared) > uint.PopCount(best.Shared))
            {
                best = (release, shared);
            }
        }

        return best;
    }
}
