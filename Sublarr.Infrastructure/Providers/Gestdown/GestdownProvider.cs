using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.Gestdown;

/// <summary>Gestdown, which has what Addic7ed and SuperSubtitles have. Each language is a question of its own; several series may share an id.</summary>
/// <param name="http">The way there.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class GestdownProvider(ProviderHttp http, ChannelSettings codec) : ISubtitleProvider
{
    private const string Name = "gestdown";
    private const string WholePack = "sp_";
    private const int ShortestSearch = 3;

    // 50 a minute are given back; what is asked in a burst is taken from 200.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Refreshing = TimeSpan.FromSeconds(30);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        if (query is not { Season: { } season, Episode: { } episode })
        {
            return [];
        }

        var server = codec.Read<GestdownSettings>(settings).BaseUrl;
        var found = new List<FoundSubtitle>();
        foreach (var show in await ShowsAsync(server, query, cancellationToken))
        {
            foreach (var language in query.Languages)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"subtitles/get/{show.Id}/{season}/{episode}/{Uri.EscapeDataString(CodeOf(language))}");
                var answer = await AskAsync(server, path, cancellationToken);
                if ((int)answer.Status != 404)
                {
                    found.AddRange(Read(answer, show, language, query));
                }
            }
        }

        return [.. found.DistinctBy(subtitle => (subtitle.Id, subtitle.Language))];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var answer = await http.AskAsync(
            new ProviderRequest(Name, AddressRule.Below(codec.Read<GestdownSettings>(settings).BaseUrl, $"subtitles/download/{Uri.EscapeDataString(subtitle.Id)}"))
            {
                IsFile = true, Limit = DownloadedSubtitle.ByteLimit, Spacing = Spacing, AsksForNoKey = true,
            },
            cancellationToken);
        // Where it has them from lets nobody fetch more for a while, and says so with a page.
        return answer is { IsSuccess: true, IsPage: true }
            ? throw answer.Fault(ProviderFailureReason.Busy, "gave a page in place of the subtitle: where it has its subtitles from allows no more just now. Try again in an hour")
            : answer.ReadFile(subtitle.FileName ?? $"{subtitle.Id}.srt");
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var server = codec.Read<GestdownSettings>(settings).BaseUrl;
        yield return await ProviderSteps.StepAsync(ProviderSteps.Reached, async () =>
        {
            var answer = await AskAsync(server, "shows/search/Friends", cancellationToken);
            return (int)answer.Status == 404 && answer.Json.ValueKind != JsonValueKind.Undefined || answer.Read().ItemsOf("shows").Any()
                ? "It answers, and asks for no key."
                : "It answers, and knows no series of a common name: check the address.";
        });
    }

    private async Task<IReadOnlyList<Show>> ShowsAsync(string server, ProviderQuery query, CancellationToken cancellationToken)
    {
        if (query.Ids.Tvdb is { } id
            && Shows(await AskAsync(server, string.Create(CultureInfo.InvariantCulture, $"shows/external/tvdb/{id}"), cancellationToken)) is { Count: > 0 } byId)
        {
            return [.. byId.Select(show => show with { IsSame = true })];
        }

        if (query.Title.Length < ShortestSearch)
        {
            return [];
        }

        var named = Shows(await AskAsync(server, $"shows/search/{Uri.EscapeDataString(query.Title)}", cancellationToken));
        return [.. named.Where(show => query.IsCalled(show.Name))];
    }

    private static IReadOnlyList<Show> Shows(ProviderAnswer answer) => (int)answer.Status == 404
        ? []
        : [.. answer.Read().ItemsOf("shows").Select(show => new Show(show.TextOf("id") ?? "", show.TextOf("name") ?? "", IsSame: false)).Where(show => show.Id.Length > 0)];

    private static IEnumerable<FoundSubtitle> Read(ProviderAnswer answer, Show show, LanguageCode language, ProviderQuery query)
    {
        if ((int)answer.Status == 423)
        {
            throw new ProviderException(answer.Fault(ProviderFailureReason.NotReady,
                $"is looking for new subtitles of \"{show.Name}\" just now. Ask again in half a minute").Failure with
            {
                RetryAt = answer.At + Refreshing,
            });
        }

        // What is not finished is not offered.
        return answer.Read().ItemsOf("matchingSubtitles").Where(row => row.IsTrue("completed") && row.TextOf("subtitleId") is { Length: > 0 })
            .Select(row => Of(row, show, language, query));
    }

    private static FoundSubtitle Of(JsonElement row, Show show, LanguageCode language, ProviderQuery query)
    {
        var id = row.TextOf("subtitleId")!;
        var isPack = id.StartsWith(WholePack, StringComparison.Ordinal) && !id.Contains("_ep_", StringComparison.Ordinal);
        return new FoundSubtitle(Name, id, language)
        {
            Matched = new FeatureFacts
            {
                IsSame = show.IsSame, Title = show.Name, Season = query.Season, Episode = query.Episode, LastEpisode = query.Episodes[^1],
            }.MatchedBy(query),
            Releases = [.. GestdownVersion.Releases(row, show.Name, query)],
            IsHearingImpaired = row.IsTrue("hearingImpaired"),
            IsPack = isPack,
            Format = isPack ? null : "srt",
            Uploader = row.TextOf("source"),
            Downloads = row.NumberOf("downloadCount"),
            UploadedAt = row.TimeOf("discovered"),
        };
    }

    private Task<ProviderAnswer> AskAsync(string server, string path, CancellationToken cancellationToken) =>
        http.AskAsync(new ProviderRequest(Name, AddressRule.Below(server, path)) { Spacing = Spacing, AsksForNoKey = true }, cancellationToken);

    // Two letters, or the name in English: of a kind of a language it knows no code.
    private static string CodeOf(LanguageCode language) => language.Language.TwoLetters ?? language.Language.Name;

    private sealed record Show(string Id, string Name, bool IsSame);
}
