using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.AnimeTosho;

/// <summary>
/// AnimeTosho.xyz, which takes the subtitles out of releases of anime. It knows an episode by AniDB's id of it, and where that is not known by AniDB's id of the series and
/// its number of the episode; what a release has inside is a question of its own.
/// </summary>
/// <param name="http">The way there.</param>
/// <param name="codec">Reads what a person has set.</param>
/// <param name="animeIds">Tells whether ids can be looked up.</param>
internal sealed class AnimeToshoProvider(ProviderHttp http, ChannelSettings codec, AnimeIds animeIds) : ISubtitleProvider
{
    private const string Name = "animetosho";
    private const string Complete = "complete";

    // How often it may be asked it tells nobody.
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var server = codec.Read<AnimeToshoSettings>(settings).BaseUrl;
        var found = new List<FoundSubtitle>();
        foreach (var release in ReleaseTrack.Likest(await ReleasesAsync(server, query, cancellationToken), release => release.Name, query))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"json?show=torrent&id={release.Id}");
            if (await FindAsync(server, path, JsonValueKind.Object, cancellationToken) is { } inside && IsReady(inside))
            {
                found.AddRange(TracksIn(inside, release, query).Select(track => track.For(Name, query)).OfType<FoundSubtitle>());
            }
        }

        return [.. found.DistinctBy(subtitle => subtitle.Id)];
    }

    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        // "622245:attachments/10002/3f70.xz"
        var path = subtitle.Id[(subtitle.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var answer = await http.AskAsync(
            Request(AddressRule.Below(codec.Read<AnimeToshoSettings>(settings).StorageUrl, path)) with { IsFile = true, Limit = DownloadedSubtitle.ByteLimit }, cancellationToken);
        return ReleaseTrack.Delivered(answer, subtitle.FileName ?? "subtitle");
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var server = codec.Read<AnimeToshoSettings>(settings).BaseUrl;
        yield return await ProviderSteps.StepAsync(ProviderSteps.Reached, async () =>
            await FindAsync(server, "json/v1/series/anidb/69?limit=1", JsonValueKind.Object, cancellationToken) is null
                ? "It answers, and knows nothing of a common series: check the address."
                : "It answers, and asks for no key.");
        yield return await animeIds.StepAsync(cancellationToken);
    }

    private async Task<IEnumerable<Release>> ReleasesAsync(string server, ProviderQuery query, CancellationToken cancellationToken)
    {
        if (query.Ids.AniDbEpisode is { } episode)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"feed/json?eid={episode}");
            return (await FindAsync(server, path, JsonValueKind.Array, cancellationToken) ?? default).Items().Where(IsReady).Select(Release.Of).OfType<Release>();
        }

        if (query.Ids is not { AniDb: { } anime, AniDbNumber: { } number })
        {
            return [];
        }

        var list = await FindAsync(
            server, string.Create(CultureInfo.InvariantCulture, $"json/v1/series/anidb/{anime}?ep={number}&limit=100"), JsonValueKind.Object, cancellationToken) ?? default;
        // A batch has many files, of which none says which episode it is.
        return list.Member("data").ItemsOf("releases").Where(row => IsReady(row) && !row.IsTrue("is_batch") && IsOf(row.Member("series"), anime, number))
            .Select(Release.Of).OfType<Release>();
    }

    // What it says of a release counts; where it says nothing it was asked for the right thing.
    private static bool IsOf(JsonElement series, long anime, int number) =>
        (series.NumberOf("episode_number") ?? number) == number && (series.IdOf("anidb_aid") ?? anime) == anime;

    private static bool IsReady(JsonElement row) => (row.TextOf("status") ?? Complete) == Complete;

    // Some hang at the release, some at its files.
    private static IEnumerable<ReleaseTrack> TracksIn(JsonElement inside, Release release, ProviderQuery query)
    {
        var files = inside.ItemsOf("files").ToList();
        var whole = (Video: files is [var only] ? only.TextOf("filename") ?? release.Name : release.Name, Attachments: inside.ItemsOf("attachments"));
        return files.Select(file => (Video: file.TextOf("filename") ?? release.Name, Attachments: file.ItemsOf("attachments"))).Append(whole)
            .Where(part => !ReleaseTrack.IsOfAnother(part.Video, query))
            .SelectMany(part => part.Attachments.Select(attachment => TrackOf(attachment, release, part.Video))).OfType<ReleaseTrack>();
    }

    private static ReleaseTrack? TrackOf(JsonElement attachment, Release release, string video)
    {
        var info = attachment.Member("info");
        if (attachment.TextOf("type") != "subtitle" || !Uri.TryCreate(attachment.TextOf("url"), UriKind.Absolute, out var address)
            || ReleaseTrack.FormatOf(info.TextOf("format")) is not { } format || ReleaseTrack.LanguageOf(info.TextOf("language_code"), info.TextOf("language")) is not { } language)
        {
            return null;
        }

        var path = Redaction.WithoutSecrets(address).PathAndQuery.TrimStart('/');
        return new(string.Create(CultureInfo.InvariantCulture, $"{release.Id}:{path}"), release.Name, language, format)
        {
            VideoName = video, Name = info.TextOf("title"), IsMarkedForced = info.IsTrue("forced") || info.NumberOf("forced") == 1, UploadedAt = release.At,
        };
    }

    // What it does not know is no failure.
    private async Task<JsonElement?> FindAsync(string server, string path, JsonValueKind kind, CancellationToken cancellationToken)
    {
        var answer = await http.AskAsync(Request(AddressRule.Below(server, path)), cancellationToken);
        return (int)answer.Status == 404 && !answer.IsPage ? null : answer.Read(kind);
    }

    private static ProviderRequest Request(Uri address) => new(Name, address) { Spacing = Spacing, AsksForNoKey = true };

    private sealed record Release(long Id, string Name, DateTimeOffset? At)
    {
        public static Release? Of(JsonElement row) => row.IdOf("id") is { } id && row.TextOf("title") is { Length: > 0 } name
            ? new(id, name, row.IdOf("timestamp") is { } seconds and > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null)
            : null;
    }
}
