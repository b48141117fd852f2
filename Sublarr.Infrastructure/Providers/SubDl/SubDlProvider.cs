using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.SubDl;

/// <summary>SubDL, version 1 of its API: https://subdl.com/api-doc. It answers 200 whatever happens, and says in the body whether it found something.</summary>
/// <param name="http">The way there.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class SubDlProvider(ProviderHttp http, ChannelSettings codec) : ISubtitleProvider
{
    private const string Name = "subdl";
    private const int PerPage = 30;

    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(500);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<SubDlSettings>(settings);
        var answer = await AskAsync(set, Parameters(query), cancellationToken);
        if (answer.Read() is var list && !list.IsTrue("status"))
        {
            return IsNothing(list) ? [] : throw Refused(answer, list);
        }

        var feature = list.ItemsOf("results").FirstOrDefault();
        return [.. list.ItemsOf("subtitles").Select(row => Of(row, feature, query)).OfType<FoundSubtitle>().DistinctBy(subtitle => subtitle.Id)];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var address = AddressRule.Below(codec.Read<SubDlSettings>(settings).DownloadUrl, subtitle.Id.TrimStart('/'));
        var answer = await http.AskAsync(new ProviderRequest(Name, address) { IsFile = true, Limit = DownloadedSubtitle.ByteLimit, Spacing = Spacing }, cancellationToken);
        return (int)answer.Status is 500 or 429 && answer.Reason?.Contains("limit exceeded", StringComparison.OrdinalIgnoreCase) == true
            ? throw answer.Fault(ProviderFailureReason.QuotaUsedUp, "has no downloads left for today. Searching goes on")
            : answer.ReadFile(subtitle.FileName ?? "subtitle.zip");
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var set = codec.Read<SubDlSettings>(settings);
        foreach (var step in await ProviderSteps.ReachedWithKeyAsync(async () =>
        {
            var answer = await AskAsync(set, [new("film_name", "Inception"), new("languages", "EN"), new("type", "movie")], cancellationToken);
            if (answer.Read() is var list && !list.IsTrue("status") && !IsNothing(list))
            {
                throw Refused(answer, list);
            }
        }))
        {
            yield return step;
        }
    }

    private Task<ProviderAnswer> AskAsync(SubDlSettings settings, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var question = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var address = AddressRule.Below(settings.BaseUrl, $"subtitles?api_key={Uri.EscapeDataString(settings.ApiKey)}&{question}");
        return http.AskAsync(new ProviderRequest(Name, address) { Secrets = [settings.ApiKey], Spacing = Spacing }, cancellationToken);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Parameters(ProviderQuery query)
    {
        var isEpisode = query.Type == MediaType.Episode;
        var numbers = new List<KeyValuePair<string, string>>();
        Add(numbers, "season_number", isEpisode ? query.Season : null);
        Add(numbers, "episode_number", isEpisode ? query.Episode : null);
        Add(numbers, "year", isEpisode ? null : query.Year);
        return
        [
            query.Ids.Imdb is { } imdb ? new("imdb_id", string.Create(CultureInfo.InvariantCulture, $"tt{imdb:0000000}"))
                : query.Ids.Tmdb is { } tmdb ? new("tmdb_id", tmdb.ToString(CultureInfo.InvariantCulture)) : new("film_name", query.Title),
            new("type", isEpisode ? "tv" : "movie"),
            .. numbers,
            new("languages", string.Join(',', query.Languages.Select(language => language.Language.CodeFor(LanguageSystem.SubDl)).OfType<string>()
                .Distinct(StringComparer.Ordinal))),
            new("subs_per_page", PerPage.ToString(CultureInfo.InvariantCulture)), new("comment", "1"), new("releases", "1"), new("hi", "1"),
            .. query.WantsPacks ? [new("full_season", "1")] : Array.Empty<KeyValuePair<string, string>>(),
        ];
    }

    private static void Add(List<KeyValuePair<string, string>> parameters, string name, int? value)
    {
        if (value is { } number)
        {
            parameters.Add(new(name, number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static FoundSubtitle? Of(JsonElement row, JsonElement feature, ProviderQuery query)
    {
        // The language is not always told by its code.
        var language = LanguageTable.Find(LanguageSystem.SubDl, row.TextOf("language"))?.Code ?? LanguageTable.Find(row.TextOf("lang"))?.Code;
        if (language is not { } code || query.WantedBy(code) is null || row.TextOf("url") is not { Length: > 0 } url
            || !Uri.TryCreate(new Uri("https://host/"), url, out var place))
        {
            return null;
        }

        var releases = row.ItemsOf("releases").Select(release => release.ToString()).Prepend(row.TextOf("release_name") ?? "").Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var facts = FactsOf(row, feature, releases, query);
        return new FoundSubtitle(Name, Redaction.WithoutSecrets(place).PathAndQuery, code)
        {
            Matched = facts.MatchedBy(query),
            Releases = releases,
            FileName = DownloadedSubtitle.NameOf(place.AbsolutePath, "subtitle.zip"),
            IsHearingImpaired = row.IsTrue("hi"),
            IsPack = facts.IsWholeSeason || facts.LastEpisode > facts.Episode,
            Uploader = row.TextOf("author"),
        };
    }

    // Numbers are often 0 or missing: then the name of the release tells them.
    private static FeatureFacts FactsOf(JsonElement row, JsonElement feature, List<string> releases, ProviderQuery query)
    {
        var named = releases.Count > 0 ? FeatureFacts.Of(ReleaseName.Parse(releases[0])) : new();
        var first = Positive(row.NumberOf("episode_from")) ?? Positive(row.NumberOf("episode"));
        return named with
        {
            IsSame = Same(query.Ids.Imdb, ProviderIds.ImdbOf(feature.TextOf("imdb_id"))) || Same(query.Ids.Tmdb, feature.IdOf("tmdb_id")),
            Title = feature.TextOf("name") ?? named.Title,
            Year = query.Type == MediaType.Movie ? feature.NumberOf("year") ?? named.Year : null,
            Season = Positive(row.NumberOf("season")) ?? named.Season,
            Episode = first ?? named.Episode,
            LastEpisode = first is null ? named.LastEpisode : Positive(row.NumberOf("episode_end")) ?? first,
            IsWholeSeason = row.IsTrue("full_season") || (first is null && named.IsWholeSeason),
        };
    }

    private static int? Positive(int? number) => number > 0 ? number : null;

    private static bool Same(long? wanted, long? told) => wanted is not null && wanted == told;

    private static bool IsNothing(JsonElement list) => list.TextOf("error")?.Contains("can't find", StringComparison.OrdinalIgnoreCase) == true;

    private static ProviderException Refused(ProviderAnswer answer, JsonElement list) => list.TextOf("error")?.Contains("key", StringComparison.OrdinalIgnoreCase) == true
        ? answer.Fault(ProviderFailureReason.KeyRefused, "does not take the key. Copy it again from your account there")
        : answer.Fault(ProviderFailureReason.Refused, "refuses the question");
}
