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

namespace Sublarr.Infrastructure.Providers.Jimaku;

/// <summary>Jimaku: https://jimaku.cc/api/docs. Its entries are seasons, and what lies in them is known by the names of the files alone.</summary>
/// <param name="http">The way there.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class JimakuProvider(ProviderHttp http, ChannelSettings codec) : ISubtitleProvider
{
    private const string Name = "jimaku";
    private const int MostEntries = 3;
    private const int SmallestFile = 500;

    // 25 in 60 seconds.
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2.4);

    // Unless it is told otherwise it looks among anime alone.
    private static readonly string[] Kinds = ["", "&anime=false"];

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<JimakuSettings>(settings);
        var found = new List<FoundSubtitle>();
        foreach (var entry in (await EntriesAsync(set, query, cancellationToken)).Take(MostEntries))
        {
            var episode = query.Type == MediaType.Episode && !entry.CountsOtherwise(query) ? query.Episode ?? query.Absolute : null;
            var path = string.Create(CultureInfo.InvariantCulture, $"entries/{entry.Id}/files{(episode is { } number ? $"?episode={number}" : "")}");
            var files = (await AskAsync(set, path, cancellationToken)).Read(JsonValueKind.Array);
            found.AddRange(files.Items().Select(file => Of(file, entry, query)).OfType<FoundSubtitle>());
        }

        return [.. found.DistinctBy(subtitle => subtitle.Id)];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<JimakuSettings>(settings);
        var answer = await http.AskAsync(
            Request(set, new Uri(new Uri(set.BaseUrl), subtitle.Id)) with { IsFile = true, Limit = DownloadedSubtitle.ByteLimit }, cancellationToken);
        return answer.ReadFile(subtitle.FileName ?? "subtitle");
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var set = codec.Read<JimakuSettings>(settings);
        foreach (var step in await ProviderSteps.ReachedWithKeyAsync(async () => (await AskAsync(set, "entries/search?query=sousou", cancellationToken)).Read(JsonValueKind.Array)))
        {
            yield return step;
        }
    }

    private async Task<IReadOnlyList<Entry>> EntriesAsync(JimakuSettings settings, ProviderQuery query, CancellationToken cancellationToken)
    {
        foreach (var (parameter, isId, isSeason) in Questions(query))
        {
            var list = (await AskAsync(settings, $"entries/search?{parameter}", cancellationToken)).Read(JsonValueKind.Array);
            List<Entry> entries = [.. list.Items().Select(entry => Entry.Of(entry, isId, isSeason)).OfType<Entry>().Where(entry => isId || entry.Names.Any(query.IsCalled))];
            if (entries.Count > 0)
            {
                return entries;
            }
        }

        return [];
    }

    // AniList has anime alone. An entry without its id may have that of TMDB, and names are asked for where there is no id.
    private static IEnumerable<(string Parameter, bool IsId, bool IsSeason)> Questions(ProviderQuery query)
    {
        if (query.Ids.AniList is { } season)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"anilist_id={season}"), true, true);
        }

        var parameter = query.Ids.Tmdb is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"tmdb_id={(query.Type == MediaType.Movie ? "movie" : "tv")}:{id}")
            : $"query={Uri.EscapeDataString(query.Title)}";
        foreach (var kind in Kinds)
        {
            yield return ($"{parameter}{kind}", query.Ids.Tmdb is not null, false);
        }
    }

    private static FoundSubtitle? Of(JsonElement file, Entry entry, ProviderQuery query)
    {
        var name = file.TextOf("name") ?? "";
        var isPack = Path.GetExtension(name).ToLowerInvariant() is ".zip" or ".rar";
        // What is smaller is an error page or a stub, and what a machine has heard is no translation.
        if (file.TextOf("url") is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var address) || file.IdOf("size") < SmallestFile
            || (NamedSubtitle.FormatOf(name) is null && !isPack) || name.Contains("whisperai", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var named = NamedSubtitle.Of(name);
        var language = named.Language ?? LanguageCode.Find("ja")!.Value;
        var facts = FactsOf(ReleaseName.Parse(named.Release), entry, isPack, query);
        return query.WantedBy(language) is null || IsOfAnother(facts, query) ? null : new FoundSubtitle(Name, Redaction.WithoutSecrets(address).PathAndQuery, language)
        {
            Matched = facts.MatchedBy(query),
            Releases = [named.Release],
            FileName = name,
            Format = NamedSubtitle.FormatOf(name),
            IsHearingImpaired = named.IsHearingImpaired,
            IsForced = named.IsForced,
            IsPack = isPack && facts.IsWholeSeason,
            UploadedAt = file.TimeOf("last_modified"),
        };
    }

    // An entry of AniList's is one season, whatever the names in it count from.
    private static FeatureFacts FactsOf(ReleaseName release, Entry entry, bool isPack, ProviderQuery query)
    {
        var named = FeatureFacts.Of(release);
        var number = named.Episode ?? release.Absolute;
        var isCountedOtherwise = entry.CountsOtherwise(query) && named.Season is null && number == query.Ids.AniDbNumber;
        var episode = isCountedOtherwise ? query.Episode : number;
        return named with
        {
            IsSame = entry.IsSame,
            Title = entry.Names.FirstOrDefault(query.IsCalled) ?? named.Title,
            Season = named.Season ?? (entry.IsSeason || query.Season == 1 ? query.Season : null),
            Episode = episode,
            LastEpisode = isCountedOtherwise ? episode : named.LastEpisode ?? release.AbsoluteLast ?? episode,
            IsWholeSeason = isPack && episode is null,
        };
    }

    private static bool IsOfAnother(FeatureFacts facts, ProviderQuery query) =>
        query.Type == MediaType.Episode && query.Episode is { } episode && facts.Episode is { } first && (episode < first || episode > (facts.LastEpisode ?? first))
            && first != query.Absolute;

    private Task<ProviderAnswer> AskAsync(JimakuSettings settings, string path, CancellationToken cancellationToken) =>
        http.AskAsync(Request(settings, AddressRule.Below(settings.BaseUrl, path)), cancellationToken);

    // The key as it is: behind "Bearer" it is another, and refused.
    private static ProviderRequest Request(JimakuSettings settings, Uri address) =>
        new(Name, address) { Credentials = [new("Authorization", settings.ApiKey)], Secrets = [settings.ApiKey], Spacing = Spacing };

    private sealed record Entry(long Id, IReadOnlyList<string> Names, bool IsSame, bool IsSeason)
    {
        // The second part of a season is a season of its own there, and begins with 1 again.
        public bool CountsOtherwise(ProviderQuery query) => IsSeason && query.Ids.AniDbNumber is { } number && number != query.Episode;

        public static Entry? Of(JsonElement entry, bool isSame, bool isSeason) => entry.IdOf("id") is { } id
            ? new(id, [.. new[] { entry.TextOf("name"), entry.TextOf("english_name"), entry.TextOf("japanese_name") }.OfType<string>()], isSame, isSeason)
            : null;
    }
}
