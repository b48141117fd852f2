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

namespace Sublarr.Infrastructure.Providers.SubSource;

/// <summary>SubSource: a title is found first, of a series each season by itself, and then its subtitles, one language at a time.</summary>
/// <param name="http">The way there.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class SubSourceProvider(ProviderHttp http, ChannelSettings codec) : ISubtitleProvider
{
    private const string Name = "subsource";
    private const int PerPage = 100;

    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<SubSourceSettings>(settings);
        if (await TitleAsync(set, query, cancellationToken) is not { } title)
        {
            return [];
        }

        var found = new List<FoundSubtitle>();
        foreach (var language in query.Languages)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"subtitles?movieId={title.Id}{LanguageOf(language)}&limit={PerPage}");
            var list = (await AskAsync(set, path, cancellationToken)).Read();
            found.AddRange(list.ItemsOf("data").Select(row => Of(row, title, query)).OfType<FoundSubtitle>());
        }

        return [.. found.DistinctBy(subtitle => subtitle.Id)];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<SubSourceSettings>(settings);
        var request = Request(set, $"subtitles/{Uri.EscapeDataString(subtitle.Id)}/download") with { IsFile = true, Limit = DownloadedSubtitle.ByteLimit };
        return (await http.AskAsync(request, cancellationToken)).ReadFile($"{subtitle.Id}.zip");
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var set = codec.Read<SubSourceSettings>(settings);
        foreach (var step in await ProviderSteps.ReachedWithKeyAsync(async () => (await AskAsync(set, "movies/search?searchType=imdb&imdb=tt0111161", cancellationToken)).Read()))
        {
            yield return step;
        }
    }

    // By its id it is often not found.
    private async Task<Title?> TitleAsync(SubSourceSettings settings, ProviderQuery query, CancellationToken cancellationToken)
    {
        var season = query is { Type: MediaType.Episode, Season: { } number } ? string.Create(CultureInfo.InvariantCulture, $"&season={number}") : "";
        if (query.Ids.Imdb is { } imdb)
        {
            var byId = await TitlesAsync(settings, string.Create(CultureInfo.InvariantCulture, $"searchType=imdb&imdb=tt{imdb:0000000}{season}"), cancellationToken);
            if (byId.Count > 0)
            {
                return byId[0] with { IsSame = true };
            }
        }

        var named = await TitlesAsync(settings, $"searchType=text&q={Uri.EscapeDataString(query.Title)}{season}", cancellationToken);
        return named.FirstOrDefault(title => title.Names.Any(query.IsCalled) && IsRightYear(title, query));
    }

    // The year of a season is its own.
    private static bool IsRightYear(Title title, ProviderQuery query) => query.Type == MediaType.Episode || query.Year is null || title.Year == query.Year;

    private async Task<IReadOnlyList<Title>> TitlesAsync(SubSourceSettings settings, string parameters, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(settings, $"movies/search?{parameters}", cancellationToken);
        return (int)answer.Status == 404 ? [] : [.. answer.Read().ItemsOf("data").Select(Title.Of).OfType<Title>()];
    }

    private static FoundSubtitle? Of(JsonElement row, Title title, ProviderQuery query)
    {
        if (row.IdOf("subtitleId") is not { } id || LanguageTable.Find(row.TextOf("language")?.Replace('_', ' '))?.Code is not { } language || query.WantedBy(language) is null)
        {
            return null;
        }

        List<string> releases = [.. row.ItemsOf("releaseInfo").Select(release => release.ToString()).Where(name => name.Length > 0)];
        var facts = FactsOf(releases, title, query);
        if (query.Type == MediaType.Episode && !facts.IsWholeSeason && !facts.MatchedBy(query).Has(Domain.Scoring.ScoringKey.Episode))
        {
            return null;
        }

        var said = SubSourceRemarks.Of(row.TextOf("commentary"));
        return new FoundSubtitle(Name, id.ToString(CultureInfo.InvariantCulture), language)
        {
            Matched = facts.MatchedBy(query),
            Releases = releases,
            IsHearingImpaired = row.Member("hearingImpaired").ValueKind is JsonValueKind.True or JsonValueKind.False ? row.IsTrue("hearingImpaired") : said.IsHearingImpaired,
            IsForced = row.Member("foreignParts").ValueKind is JsonValueKind.True or JsonValueKind.False ? row.IsTrue("foreignParts") : said.IsForced,
            IsPack = query.Type == MediaType.Episode && facts.IsWholeSeason,
            Uploader = row.ItemsOf("contributors").FirstOrDefault().TextOf("displayname"),
        };
    }

    // Which episode it is stands in the name of the release alone. Where that names none it is the whole season.
    private static FeatureFacts FactsOf(List<string> releases, Title title, ProviderQuery query)
    {
        var named = releases.Select(release => FeatureFacts.Of(ReleaseName.Parse(release))).ToList();
        var best = named.Find(facts => facts.Episode is not null && facts.Episode == query.Episode) ?? named.Find(facts => facts.Episode is not null) ?? new();
        return best with
        {
            IsSame = title.IsSame,
            Title = title.Names.FirstOrDefault(query.IsCalled) ?? title.Names[0],
            Year = query.Type == MediaType.Movie ? title.Year : null,
            Season = best.Season ?? query.Season,
            IsWholeSeason = best.Episode is null,
        };
    }

    private Task<ProviderAnswer> AskAsync(SubSourceSettings settings, string path, CancellationToken cancellationToken) =>
        http.AskAsync(Request(settings, path), cancellationToken);

    private static ProviderRequest Request(SubSourceSettings settings, string path) => new(Name, AddressRule.Below(settings.BaseUrl, path))
    {
        Credentials = [new("X-API-Key", settings.ApiKey)], Secrets = [settings.ApiKey], Spacing = Spacing,
    };

    // What it calls a kind of a language is not known for sure: then all are asked for, and those that are wanted are kept.
    private static string LanguageOf(LanguageCode language) => language.Language is { TwoLetters: not null, Name: var name }
        ? $"&language={Uri.EscapeDataString(name.ToLowerInvariant())}" : "";

    private sealed record Title(long Id, IReadOnlyList<string> Names, int? Year, bool IsSame)
    {
        public static Title? Of(JsonElement title) => title.IdOf("movieId") is { } id
            ? new(id, [.. new[] { title.TextOf("title") ?? "", title.TextOf("alternateTitle") }.OfType<string>()], title.NumberOf("releaseYear"), IsSame: false)
            : null;
    }
}
