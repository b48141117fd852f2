using System.Collections.Frozen;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Providers;

/// <summary>What a provider can tell of its subtitles.</summary>
/// <param name="Name">Its name in settings, the API and events.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Keys">The keys that its subtitles can match.</param>
/// <param name="ReportsRanks">True when it tells an uploader's rank.</param>
public sealed record ProviderCapabilities(string Name, string Label, CandidateBits Keys, bool ReportsRanks = false)
{
    /// <summary>The name of the one that takes tracks out of videos: what it has came with the video.</summary>
    public const string Embedded = "embedded";

    private static readonly ScoringKey[] Release = [ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec, ScoringKey.Resolution];
    private static readonly ScoringKey[] Numbered = [ScoringKey.Series, ScoringKey.Season, ScoringKey.Episode];
    private static readonly ScoringKey[] Named = [.. Numbered, ScoringKey.Title, ScoringKey.Year];
    private static readonly MediaType[] Everything = [MediaType.Episode, MediaType.Movie];
    private static readonly MediaType[] Episodes = [MediaType.Episode];
    private static readonly Lock Gate = new();
    private static Catalog _known = Catalog.Of(OfThisProduct());

    /// <summary>What it has subtitles for.</summary>
    public IReadOnlyList<MediaType> Media { get; init; } = Everything;

    /// <summary>The languages it has, where those are few; empty for all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What it is, in a sentence for who has never heard of it.</summary>
    public string Description { get; init; } = "";

    /// <summary>True when nothing can be had without a key or an account.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>True when it knows videos by their <see cref="MovieHash"/>.</summary>
    public bool KnowsHashes => Keys.Has(ScoringKey.Hash);

    /// <summary>True when it has packs of whole seasons.</summary>
    public bool HasPacks { get; init; }

    /// <summary>True when it says which subtitles are for foreign parts alone.</summary>
    public bool TellsForced { get; init; }

    /// <summary>True when it says which subtitles are for the hearing impaired.</summary>
    public bool TellsHearingImpaired => Keys.Has(ScoringKey.HearingImpaired);

    /// <summary>True when it knows videos by ids of AniDB or AniList: those that Sonarr and Radarr do not tell are looked up before it is asked.</summary>
    public bool AsksByAnimeIds { get; init; }

    /// <summary>True for what is asked on this machine, and not over a network.</summary>
    public bool IsHere { get; init; }

    /// <summary>True for one that nobody switches on by hand: until Sublarr itself has set something for it, it stands in no list.</summary>
    public bool IsHiddenUntilSet { get; init; }

    /// <summary>The providers Sublarr knows, in the order that decides among equals unless people choose another. Those of other assemblies stand at the end.</summary>
    public static IReadOnlyList<ProviderCapabilities> All => Volatile.Read(ref _known).All;

    /// <summary>The same without what is there for a while only, as that of the sample data.</summary>
    public static IReadOnlyList<ProviderCapabilities> Lasting => [.. All.Where(provider => !provider.IsHiddenUntilSet)];

    /// <summary>The provider of that name, or null.</summary>
    public static ProviderCapabilities? Find(string name) => Volatile.Read(ref _known).ByName.GetValueOrDefault(name);

    /// <summary>The provider of that name, which must be there.</summary>
    public static ProviderCapabilities Of(string name) => Find(name) ?? throw new ArgumentException($"There is no provider \"{name}\".", nameof(name));

    /// <summary>What people call it; the name itself when it is not known.</summary>
    public static string LabelOf(string name) => Find(name)?.Label ?? name;

    /// <summary>Adds providers that scans have found. Told once, before anything is read; of those that are known already nothing changes.</summary>
    /// <param name="found">What they can.</param>
    public static void Include(IEnumerable<ProviderCapabilities> found)
    {
        lock (Gate)
        {
            var added = found.Where(provider => Find(provider.Name) is null).OrderBy(provider => provider.Name, StringComparer.Ordinal);
            Volatile.Write(ref _known, Catalog.Of([.. _known.ByName.Values.Where(provider => provider.IsHiddenUntilSet), .. All, .. added]));
        }
    }

    private static IEnumerable<ProviderCapabilities> OfThisProduct() =>
    [
        // Its search never tells the format, so that the bonus comes with the file.
        new("opensubtitles", "OpenSubtitles.com", CandidateBits.Of([.. Named, .. Release, ScoringKey.Hash, ScoringKey.HearingImpaired]), ReportsRanks: true)
        {
            Description = "The largest collection, for series and movies in every language. Needs a key of your own; with an account it gives 20 subtitles a day and more.",
            NeedsKey = true, TellsForced = true,
        },
        new("subdl", "SubDL", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired, ScoringKey.FormatBonus]))
        {
            Description = "Series and movies in many languages, with packs of whole seasons. Needs a free key.", NeedsKey = true, HasPacks = true,
        },
        new("subsource", "SubSource", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired]))
        {
            Description = "Series and movies in many languages, with packs of whole seasons. Needs a free key.", NeedsKey = true, HasPacks = true, TellsForced = true,
        },
        new("gestdown", "Gestdown", CandidateBits.Of([.. Numbered, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution, ScoringKey.HearingImpaired]))
        {
            Description = "What Addic7ed and SuperSubtitles have: series alone, without a key.", Media = Episodes,
        },
        new("podnapisi", "Podnapisi", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired])),
        new("jimaku", "Jimaku", CandidateBits.Of([.. Named, .. Release, ScoringKey.FormatBonus]))
        {
            Description = "Anime and Japanese live action, mostly in Japanese. Needs a key of a free account.", NeedsKey = true, HasPacks = true, Languages = ["ja", "en"],
            AsksByAnimeIds = true,
        },
        new("tsukihime", "TsukiHime", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired, ScoringKey.FormatBonus]))
        {
            Description = "The subtitles inside releases of anime, series and movies, without a key. It knows them by their ids of AniDB and AniList.",
            TellsForced = true, AsksByAnimeIds = true,
        },
        new("animetosho", "AnimeTosho", CandidateBits.Of([.. Numbered, .. Release, ScoringKey.HearingImpaired, ScoringKey.FormatBonus]))
        {
            Description = "The subtitles inside releases of anime, series alone, without a key. It knows episodes by their ids of AniDB.",
            Media = Episodes, TellsForced = true, AsksByAnimeIds = true,
        },
        new("opensubtitles-compatible", "OpenSubtitles-compatible", CandidateBits.Of([.. Named, .. Release, ScoringKey.Hash, ScoringKey.HearingImpaired]), ReportsRanks: true)
        {
            Description = "Any server that speaks as OpenSubtitles.com does, at an address you enter.", TellsForced = true,
        },
        new("local", "Local folder", CandidateBits.Of([.. Named, .. Release, ScoringKey.HearingImpaired, ScoringKey.FormatBonus]))
        {
            Description = "A folder of subtitles on this machine, found by their names.", TellsForced = true, IsHere = true,
        },
        // A track of the very file.
        new(Embedded, "Embedded tracks", CandidateBits.Of(ScoringKey.Hash, ScoringKey.HearingImpaired, ScoringKey.FormatBonus))
        {
            Description = "The subtitles inside the videos themselves, taken out with ffmpeg.", TellsForced = true, IsHere = true,
        },
        new("whisper", "Whisper", CandidateBits.Of(Numbered)),
    ];

    // Scoring asks for one of them for each candidate.
    private sealed record Catalog(IReadOnlyList<ProviderCapabilities> All, FrozenDictionary<string, ProviderCapabilities> ByName)
    {
        public static Catalog Of(IEnumerable<ProviderCapabilities> providers)
        {
            List<ProviderCapabilities> all = [.. providers];
            return new(all.FindAll(provider => !provider.IsHiddenUntilSet), all.ToFrozenDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase));
        }
    }
}
