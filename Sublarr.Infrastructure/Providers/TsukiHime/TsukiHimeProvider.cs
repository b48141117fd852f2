using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.TsukiHime;

/// <summary>
/// TsukiHime, which takes the subtitles out of releases of anime, and has those that AnimeTosho once took. It knows series by AniDB's ids and numbers, and movies by AniList's
/// ids too; what a release has inside is a question of its own.
/// </summary>
/// <param name="http">The way there.</param>
/// <param name="codec">Reads what a person has set.</param>
/// <param name="animeIds">Tells whether ids can be looked up.</param>
internal sealed class TsukiHimeProvider(ProviderHttp http, ChannelSettings codec, AnimeIds animeIds) : ISubtitleProvider
{
    private const string Name = "tsukihime";
    private const int Subtitle = 1;

    // How often it may be asked it tells nobody.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(500);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var server = codec.Read<TsukiHimeSettings>(settings).BaseUrl;
        if (await AnimeAsync(server, query, cancellationToken) is not { } anime || ReleasesOf(anime.Id, query) is not { } path
            || await FindAsync(server, path, cancellationToken) is not { } known)
        {
            return [];
        }

        var found = new List<FoundSubtitle>();
        var releases = known.ItemsOf("results").Select(Release.Of).OfType<Release>().Where(release => release.MayHave(query)).OrderByDescending(release => release.Since);
        foreach (var release in ReleaseTrack.Likest(releases, release => release.Name, query))
        {
            if (await FindAsync(server, string.Create(CultureInfo.InvariantCulture, $"torrents/{release.Id}"), cancellationToken) is { } inside)
            {
                found.AddRange(TracksIn(inside, release, query).Select(track => track.For(Name, query, query.Type == MediaType.Movie ? anime.Year : null)).OfType<FoundSubtitle>());
            }
        }

        return [.. found.DistinctBy(subtitle => subtitle.Id)];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        // "301:attach/0002086a/133226.xz"
        var path = subtitle.Id[(subtitle.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var answer = await http.AskAsync(
            Request(AddressRule.Below(codec.Read<TsukiHimeSettings>(settings).StorageUrl, path)) with { IsFile = true, Limit = DownloadedSubtitle.ByteLimit }, cancellationToken);
        var file = ReleaseTrack.Delivered(answer, subtitle.FileName ?? "subtitle");
        return ReleaseTrack.IsXz(file) ? file : throw answer.Strange();
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var server = codec.Read<TsukiHimeSettings>(settings).BaseUrl;
        yield return await ProviderSteps.StepAsync(ProviderSteps.Reached, async () =>
            await FindAsync(server, "animes/anidb/69", cancellationToken) is null
                ? "It answers, and knows nothing of a common series: check the address."
                : "It answers, and asks for no key.");
        yield return await animeIds.StepAsync(cancellationToken);
    }

    private async Task<(long Id, int? Year)?> AnimeAsync(string server, ProviderQuery query, CancellationToken cancellationToken)
    {
        foreach (var (database, id) in new[] { ("anidb", query.Ids.AniDb), ("anilist", query.Ids.AniList) })
        {
            if (id is { } known && await FindAsync(server, string.Create(CultureInfo.InvariantCulture, $"animes/{database}/{known}"), cancellationToken) is { } anime
                && anime.IdOf("id") is { } own)
            {
                return (own, anime.NumberOf("release_year"));
            }
        }

        return null;
    }

    // Specials have numbers of another kind there, and no list tells them.
    private static string? ReleasesOf(long anime, ProviderQuery query) => (query.Type, query.Ids.AniDbNumber ?? (query.Season == 1 ? query.Episode : null)) switch
    {
        (MediaType.Movie, _) => string.Create(CultureInfo.InvariantCulture, $"animes/{anime}"),
        (_, { } number) => string.Create(CultureInfo.InvariantCulture, $"animes/{anime}/episodes/{number}"),
        _ => null,
    };

    private static IEnumerable<ReleaseTrack> TracksIn(JsonElement inside, Release release, ProviderQuery query)
    {
        var isMirrored = release.IsMirrored || inside.IsTrue("animetosho");
        return inside.ItemsOf("files").Select(file => (Video: file.TextOf("filename") ?? release.Name, Attachments: file.ItemsOf("attachments")))
            .Where(file => !ReleaseTrack.IsOfAnother(file.Video, query))
            .SelectMany(file => file.Attachments.Select(attachment => TrackOf(attachment, release, file.Video, isMirrored))).OfType<ReleaseTrack>();
    }

    private static ReleaseTrack? TrackOf(JsonElement attachment, Release release, string video, bool isMirrored)
    {
        var info = attachment.Member("info");
        var name = info.TextOf("name");
        // 0 is not fetched yet; those of AnimeTosho say nothing of it.
        if (attachment.NumberOf("type") != Subtitle || attachment.IdOf("id") is not { } id || info.NumberOf("cached") == 0 || ReleaseTrack.FormatOf(info.TextOf("codec")) is not { } format
            || ReleaseTrack.LanguageOf(info.TextOf("lang"), name) is not { } language)
        {
            return null;
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"{release.Id}:{(isMirrored ? "tosho/attach" : "attach")}/{id:x8}/{id}.xz");
        return new(path, release.Name, language, format) { VideoName = video, Name = name, IsMarkedForced = info.IsTrue("forced") || info.NumberOf("forced") == 1 };
    }

    // What it does not know is no failure.
    private async Task<JsonElement?> FindAsync(string server, string path, CancellationToken cancellationToken)
    {
        var answer = await http.AskAsync(Request(AddressRule.Below(server, path)), cancellationToken);
        return (int)answer.Status == 404 && !answer.IsPage ? null : answer.Read();
    }

    private static ProviderRequest Request(Uri address) => new(Name, address) { Spacing = Spacing, AsksForNoKey = true };

    private sealed record Release(long Id, string Name, bool IsMirrored, IReadOnlyList<string> Languages, long Since)
    {
        // What is not completed has no tracks yet.
        public static Release? Of(JsonElement row) => row.TextOf("state") == "completed" && row.IdOf("id") is { } id && row.TextOf("name") is { Length: > 0 } name
            ? new(id, name, row.IsTrue("animetosho"), [.. row.ItemsOf("sublangs").Select(code => code.ToString())], TimeIn(row))
            : null;

        public bool MayHave(ProviderQuery query) => Languages.Count == 0 || Languages.Any(code => LanguageCode.Find(code) is { } language && query.WantedBy(language) is not null);

        private static long TimeIn(JsonElement row) => row.IdOf("source_date")
            ?? (long.TryParse(row.TextOf("source_date"), NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : 0);
    }
}
