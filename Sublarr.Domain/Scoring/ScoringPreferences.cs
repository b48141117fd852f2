using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>What is wished of a property a subtitle has or has not.</summary>
public enum Wish
{
    /// <summary>Makes no difference.</summary>
    Include,

    /// <summary>Gets <see cref="ScoringPreferences.PreferenceBonus"/>.</summary>
    Prefer,

    /// <summary>Those that have it are refused.</summary>
    Exclude,

    /// <summary>Those that have it not are refused.</summary>
    Only,
}

/// <summary>Wishes, penalties and limits beside the weights.</summary>
public sealed record ScoringPreferences
{
    /// <summary>What a preferred property adds.</summary>
    public const int PreferenceBonus = 30;

    /// <summary>The harshest penalty of a machine translation.</summary>
    public const int HarshestPenalty = -1000;

    /// <summary>What applies until somebody changes it.</summary>
    public static ScoringPreferences Default { get; } = new();

    /// <summary>Subtitles for the hearing impaired.</summary>
    public Wish HearingImpaired { get; init; }

    /// <summary>Subtitles of foreign parts alone.</summary>
    public Wish Forced { get; init; }

    /// <summary>What a translation by a machine adds; not above 0.</summary>
    public int MachineTranslation { get; init; } = -30;

    /// <summary>True to refuse translations by a machine, whatever they score.</summary>
    public bool RefuseMachineTranslation { get; init; }

    /// <summary>True when ASS goes before SRT among equals; false for the reverse.</summary>
    public bool PrefersAss { get; init; } = true;

    /// <summary>Which provider goes first among equals. Those that are not named follow by name.</summary>
    public IReadOnlyList<string> ProviderOrder { get; init; } = [];

    /// <summary>Groups whose releases get a bonus.</summary>
    public IReadOnlyList<string> PreferredGroups { get; init; } = [];

    /// <summary>What a preferred group adds.</summary>
    public int PreferredGroupBonus { get; init; } = 20;

    /// <summary>Groups whose releases are refused, also when they are preferred.</summary>
    public IReadOnlyList<string> ExcludedGroups { get; init; } = [];

    /// <summary>What a subtitle of an episode must score; null for no minimum.</summary>
    public int? EpisodeMinimum { get; init; }

    /// <summary>What a subtitle of a movie must score; null for no minimum.</summary>
    public int? MovieMinimum { get; init; }

    /// <summary>What a subtitle in a language must score.</summary>
    public IReadOnlyDictionary<string, int> LanguageMinimums { get; init; } = new Dictionary<string, int>();

    /// <summary>What a subtitle of a provider must score.</summary>
    public IReadOnlyDictionary<string, int> ProviderMinimums { get; init; } = new Dictionary<string, int>();

    /// <summary>The wish of that word; an unknown word makes no difference.</summary>
    public static Wish WishOf(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "prefer" => Wish.Prefer,
        "exclude" => Wish.Exclude,
        "only" => Wish.Only,
        _ => Wish.Include,
    };

    /// <summary>The minimum of a kind of video, or null.</summary>
    public int? MinimumOf(MediaType type) => type == MediaType.Episode ? EpisodeMinimum : MovieMinimum;

    /// <summary>The highest minimum that applies to a subtitle, and to what it belongs.</summary>
    public (int Points, string Of)? MinimumOf(MediaType type, string language, string provider)
    {
        (int Points, string Of)? highest = MinimumOf(type) is { } typeMinimum ? (typeMinimum, type == MediaType.Episode ? "episodes" : "movies") : null;
        if (Find(LanguageMinimums, language) is { } languageMinimum && !(highest?.Points >= languageMinimum))
        {
            highest = (languageMinimum, language);
        }

        return Find(ProviderMinimums, provider) is { } providerMinimum && !(highest?.Points >= providerMinimum)
            ? (providerMinimum, provider)
            : highest;
    }

    /// <summary>Where a provider stands among equals.</summary>
    public int PlaceOf(string provider)
    {
        for (var place = 0; place < ProviderOrder.Count; place++)
        {
            if (ProviderOrder[place].Equals(provider, StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        return int.MaxValue;
    }

    /// <summary>What was changed here since <paramref name="common"/>, on top of what somebody else has made of it meanwhile.</summary>
    /// <param name="theirs">What somebody else has made of it.</param>
    /// <param name="common">What both began with.</param>
    public ScoringPreferences OnTopOf(ScoringPreferences theirs, ScoringPreferences common)
    {
        return new()
        {
            HearingImpaired = One(preferences => preferences.HearingImpaired),
            Forced = One(preferences => preferences.Forced),
            MachineTranslation = One(preferences => preferences.MachineTranslation),
            RefuseMachineTranslation = One(preferences => preferences.RefuseMachineTranslation),
            PrefersAss = One(preferences => preferences.PrefersAss),
            ProviderOrder = List(preferences => preferences.ProviderOrder),
            PreferredGroups = List(preferences => preferences.PreferredGroups),
            PreferredGroupBonus = One(preferences => preferences.PreferredGroupBonus),
            ExcludedGroups = List(preferences => preferences.ExcludedGroups),
            EpisodeMinimum = One(preferences => preferences.EpisodeMinimum),
            MovieMinimum = One(preferences => preferences.MovieMinimum),
            LanguageMinimums = Table(preferences => preferences.LanguageMinimums),
            ProviderMinimums = Table(preferences => preferences.ProviderMinimums),
        };

        T One<T>(Func<ScoringPreferences, T> of) => Mine(EqualityComparer<T>.Default.Equals(of(this), of(common)), of);

        IReadOnlyList<string> List(Func<ScoringPreferences, IReadOnlyList<string>> of) => Mine(of(this).SequenceEqual(of(common)), of);

        IReadOnlyDictionary<string, int> Table(Func<ScoringPreferences, IReadOnlyDictionary<string, int>> of) =>
            Mine(of(this).Count == of(common).Count && !of(this).Except(of(common)).Any(), of);

        T Mine<T>(bool isUntouched, Func<ScoringPreferences, T> of) => of(isUntouched ? theirs : this);
    }

    // Names are few and typed by people: without case, and by looking at each.
    internal static int? Find(IReadOnlyDictionary<string, int> values, string name)
    {
        foreach (var (key, value) in values)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
