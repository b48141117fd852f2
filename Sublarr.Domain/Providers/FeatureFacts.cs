using Sublarr.Domain.Library;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Scoring;

namespace Sublarr.Domain.Providers;

/// <summary>
/// What a provider says of the movie or episode that a subtitle belongs to, and what of it is the same as in the question. What it does not say is null,
/// and matches nothing.
/// </summary>
public sealed record FeatureFacts
{
    /// <summary>True for the movie or series of the question, because it was asked for by an id of its own.</summary>
    public bool IsSame { get; init; }

    /// <summary>The title of the movie, or of the series: never of the episode.</summary>
    public string? Title { get; init; }

    /// <summary>The year of the movie, or of the series.</summary>
    public int? Year { get; init; }

    /// <summary>The season.</summary>
    public int? Season { get; init; }

    /// <summary>The first episode that is in it.</summary>
    public int? Episode { get; init; }

    /// <summary>The last one; null for no other than the first.</summary>
    public int? LastEpisode { get; init; }

    /// <summary>True for a pack of the whole season: it has every episode.</summary>
    public bool IsWholeSeason { get; init; }

    /// <summary>True when the provider says that it belongs to this very file. It is believed only if the rest agrees: providers have such hashes of other videos.</summary>
    public bool IsHashReported { get; init; }

    /// <summary>What the name of a release says, where a provider says nothing else.</summary>
    /// <param name="release">The release.</param>
    public static FeatureFacts Of(ReleaseName release) => new()
    {
        Title = release.Title,
        Year = release.Year,
        Season = release.Season,
        Episode = release.Episodes.Count > 0 ? release.Episodes[0] : null,
        LastEpisode = release.Episodes.Count > 0 ? release.Episodes[^1] : null,
        IsWholeSeason = release is { Season: not null, Episodes.Count: 0, Absolute: null },
    };

    /// <summary>The keys that are the same.</summary>
    /// <param name="query">The question.</param>
    public CandidateBits MatchedBy(ProviderQuery query)
    {
        var isTitle = IsSame || query.IsCalled(Title);
        // Whoever names the id of a series seldom names its year; a year that differs is another movie of the same name.
        var isYear = Year is not null && query.Year is not null ? Year == query.Year : IsSame;
        var (isSeason, isEpisode) = query.Type == MediaType.Episode ? (HasSeason(query), HasEpisode(query)) : (false, false);
        var bits = query.Type == MediaType.Episode
            ? Bits((ScoringKey.Series, isTitle), (ScoringKey.Year, isYear), (ScoringKey.Season, isSeason), (ScoringKey.Episode, isSeason && isEpisode))
            : Bits((ScoringKey.Title, isTitle), (ScoringKey.Year, isYear));
        return bits.WithHash(IsHashReported, new FeatureAgreement(
            Ids: IsSame && (query.Type == MediaType.Movie || (isSeason && isEpisode)),
            TitleAndYear: query.Type == MediaType.Movie && isTitle && isYear,
            SeasonAndEpisode: isTitle && isSeason && isEpisode));
    }

    private static CandidateBits Bits(params ReadOnlySpan<(ScoringKey Key, bool IsMatched)> keys)
    {
        var bits = 0u;
        foreach (var (key, isMatched) in keys)
        {
            bits |= isMatched ? 1u << (int)key : 0;
        }

        return new(bits);
    }

    private bool HasSeason(ProviderQuery query) => query.Season is not null && Season == query.Season;

    // It has to have all that the file has.
    private bool HasEpisode(ProviderQuery query) =>
        query.Episodes.Count > 0 && (IsWholeSeason
            || (Episode is { } first && query.Episodes.All(episode => episode >= first && episode <= Math.Max(first, LastEpisode ?? first))));
}
