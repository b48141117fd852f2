using System.Collections.Frozen;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Providers;

/// <summary>What a provider can tell of its subtitles.</summary>
/// <param name="Name">Its name in settings, the API and events.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Keys">The keys that its subtitles can match.</param>
/// <param name="ReportsRanks">True when it tells an uploader's rank.</param>
public sealed record ProviderCapabilities(string Name, string Label, CandidateBits Keys, bool ReportsRanks = false)
{
    private static readonly ScoringKey[] Release = [ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec, ScoringKey.Resolution];
    private static readonly ScoringKey[] Numbered = [ScoringKey.Series, ScoringKey.Season, ScoringKey.Episode];
    private static readonly ScoringKey[] Named = [.. Numbered, ScoringKey.Title, ScoringKey.Year];
    private static readonly FrozenDictionary<string, ProviderCapabilities> ByName;

    static ProviderCapabilities()
    {
        All =
        [
            // Its search never tells the format, so that the bonus comes with the file.
            new("opensubtitles", "OpenSubtitles.com", CandidateBits.Of([.. Named, .. Release, ScoringKey.Hash, ScoringKey.HearingImpaired]), ReportsRanks: true),
            new("subdl", "SubDL", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired, ScoringKey.FormatBonus])),
            new("gestdown", "Gestdown", CandidateBits.Of([.. Numbered, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution, ScoringKey.HearingImpaired])),
            new("podnapisi", "Podnapisi", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired])),
            new("jimaku", "Jimaku", CandidateBits.Of([.. Named, .. Release, ScoringKey.FormatBonus])),
            new("animetosho", "AnimeTosho", CandidateBits.Of([.. Numbered, .. Release, ScoringKey.FormatBonus])),
            // A track of the very file.
            new("embedded", "Embedded tracks", CandidateBits.Of(ScoringKey.Hash, ScoringKey.HearingImpaired, ScoringKey.FormatBonus)),
            new("whisper", "Whisper", CandidateBits.Of(Numbered)),
        ];
        ByName = All.ToFrozenDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The providers Sublarr knows, in the order that decides among equals unless people choose another.</summary>
    public static IReadOnlyList<ProviderCapabilities> All { get; }

    /// <summary>The provider of that name, or null.</summary>
    public static ProviderCapabilities? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What people call it; the name itself when it is not known.</summary>
    public static string LabelOf(string name) => Find(name)?.Label ?? name;
}
