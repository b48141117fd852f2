using System.Globalization;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers.OpenSubtitles;

/// <summary>
/// A question in the one form that OpenSubtitles.com answers at once: names sorted, values in lower case, no defaults, ids as bare numbers. Any other form it
/// answers with a redirect to this one, which costs a second request.
/// </summary>
internal static class OpenSubtitlesQuery
{
    /// <summary>The parameters, ready to stand behind a question mark.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="machines">True to find what machines translated, too.</param>
    /// <param name="page">Which page of the answer, from 1.</param>
    public static string Of(ProviderQuery query, bool machines, int page)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["languages"] = LanguagesOf(query) };
        AddTitle(parameters, query);
        if (query.Type == MediaType.Episode)
        {
            Add(parameters, "season_number", query.Season);
            Add(parameters, "episode_number", query.Episode);
        }

        if (query.Hash is { } hash)
        {
            parameters["moviehash"] = hash.ToString();
        }

        // Left out, the one is found and the other is not.
        if (machines)
        {
            parameters["machine_translated"] = "include";
        }
        else
        {
            parameters["ai_translated"] = "exclude";
        }

        if (page > 1)
        {
            Add(parameters, "page", page);
        }

        return string.Join('&', parameters.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}={Written(pair.Value)}"));
    }

    private static void AddTitle(SortedDictionary<string, string> parameters, ProviderQuery query)
    {
        var parent = query.Type == MediaType.Episode ? "parent_" : "";
        if (query.Ids.Imdb is { } imdb)
        {
            Add(parameters, $"{parent}imdb_id", imdb);
        }
        else if (query.Ids.Tmdb is { } tmdb)
        {
            Add(parameters, $"{parent}tmdb_id", tmdb);
        }
        else
        {
            parameters["query"] = query.Title;
            parameters["type"] = query.Type == MediaType.Episode ? "episode" : "movie";
            Add(parameters, "year", query.Type == MediaType.Movie ? query.Year : null);
        }
    }

    private static string LanguagesOf(ProviderQuery query) => string.Join(',', query.Languages
        .Select(language => language.Language.CodeFor(LanguageSystem.OpenSubtitles)?.ToLowerInvariant()).OfType<string>().Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));

    private static void Add(SortedDictionary<string, string> parameters, string name, long? value)
    {
        if (value is { } number)
        {
            parameters[name] = number.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string Written(string value) =>
        Uri.EscapeDataString(value.Trim().ToLowerInvariant()).Replace("%20", "+", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);
}
