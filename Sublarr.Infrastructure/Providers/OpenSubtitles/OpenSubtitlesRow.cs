using System.Globalization;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers.OpenSubtitles;

/// <summary>One row of an answer. Most of its members may be null.</summary>
internal static class OpenSubtitlesRow
{
    private static readonly char[] BetweenReleases = ['\n', '\r', '/'];

    /// <summary>What it offers; null for what nobody can use: a film in several parts, a language that is not named.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="row">The row.</param>
    /// <param name="query">What was looked for.</param>
    public static FoundSubtitle? Read(string provider, JsonElement row, ProviderQuery query)
    {
        var facts = row.Member("attributes");
        if (facts.ItemsOf("files").Take(2).ToList() is not [var file] || file.IdOf("file_id") is not { } id
            || LanguageTable.Find(LanguageSystem.OpenSubtitles, facts.TextOf("language"))?.Code is not { } language || query.WantedBy(language) is null)
        {
            return null;
        }

        var (isForeign, isHearingImpaired) = (facts.IsTrue("foreign_parts_only"), facts.IsTrue("hearing_impaired"));
        return new FoundSubtitle(provider, id.ToString(CultureInfo.InvariantCulture), language)
        {
            Matched = FeatureOf(facts, query).MatchedBy(query),
            Releases = [.. ReleasesOf(facts, file)],
            FileName = file.TextOf("file_name"),
            // With both, people mean subtitles for the hearing impaired that mark what is foreign.
            IsForced = isForeign && !isHearingImpaired,
            IsHearingImpaired = isHearingImpaired,
            IsMachineTranslated = facts.IsTrue("machine_translated") || facts.IsTrue("ai_translated"),
            Uploader = facts.Member("uploader").TextOf("name"),
            UploaderRank = facts.Member("uploader").TextOf("rank"),
            Downloads = facts.NumberOf("download_count"),
            FramesPerSecond = facts.Member("fps") is { ValueKind: JsonValueKind.Number } fps && fps.GetDouble() is > 0 and var rate ? rate : null,
            UploadedAt = facts.TimeOf("upload_date"),
            Page = facts.TextOf("url"),
        };
    }

    // "title" is the name of the episode; the series is "parent_title".
    private static FeatureFacts FeatureOf(JsonElement facts, ProviderQuery query)
    {
        var feature = facts.Member("feature_details");
        var isEpisode = query.Type == MediaType.Episode;
        var parent = isEpisode ? "parent_" : "";
        return new()
        {
            IsSame = IsSame(query.Ids.Imdb, feature.IdOf($"{parent}imdb_id")) || IsSame(query.Ids.Tmdb, feature.IdOf($"{parent}tmdb_id")),
            Title = feature.TextOf($"{parent}title"),
            // Of an episode it is the year of that episode.
            Year = isEpisode ? null : feature.NumberOf("year"),
            Season = feature.NumberOf("season_number"),
            Episode = feature.NumberOf("episode_number"),
            IsHashReported = facts.IsTrue("moviehash_match") && string.Equals(feature.TextOf("feature_type"), isEpisode ? "Episode" : "Movie", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool IsSame(long? wanted, long? told) => wanted is not null && wanted == told;

    private static IEnumerable<string> ReleasesOf(JsonElement facts, JsonElement file) =>
        (facts.TextOf("release") ?? "").Split(BetweenReleases, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Append(file.TextOf("file_name")).OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);
}
