using System.Text.RegularExpressions;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;

namespace Sublarr.Infrastructure.Providers;

/// <summary>A track of text that a service has taken out of a release, and gives as a file of its own. It fits the videos of that release to the frame.</summary>
/// <param name="Id">What it is fetched by. The same track may belong to several releases, each of which is an offer of its own.</param>
/// <param name="Release">The name of the release.</param>
/// <param name="Language">Its language.</param>
/// <param name="Format">The extension of its format without dot.</param>
internal sealed partial record ReleaseTrack(string Id, string Release, LanguageCode Language, string Format)
{
    // What an answer to a request of its own says, and how long those may take together.
    private const int MostReleases = 8;

    private static readonly byte[] XzMagic = [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    /// <summary>The name of the video in the release.</summary>
    public required string VideoName { get; init; }

    /// <summary>What the track is called in the video, such as <c>English (SDH)</c>; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>True when the video says that it is for foreign parts alone.</summary>
    public bool IsMarkedForced { get; init; }

    /// <summary>When the release was made known, in UTC; null when unknown.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>The extension of a codec, without dot; null for one that is no text.</summary>
    /// <param name="codec">The codec, in any case.</param>
    public static string? FormatOf(string? codec) => codec?.ToLowerInvariant() switch
    {
        "ass" or "ssa" or "srt" or "vtt" or "sub" => codec.ToLowerInvariant(),
        "subrip" => "srt",
        "webvtt" => "vtt",
        _ => null,
    };

    /// <summary>The language of a track; null when nobody says.</summary>
    /// <param name="code">Such as <c>por</c>, <c>pt-br</c> or <c>zh-hans</c>.</param>
    /// <param name="name">What may say which kind of it: <c>Portuguese[BR]</c>, <c>Spanish[LA]</c>, <c>Brazilian</c>.</param>
    public static LanguageCode? LanguageOf(string? code, string? name) => LanguageTable.OfStream(code, name) is not { } language ? null
        : name is not null && Region().Match(name) is { Success: true } region ? LanguageTable.Find($"{language.Code}-{region.Groups[1].ValueSpan}")?.Code
        : language.Code;

    /// <summary>The releases that are asked for their tracks: those most like the video's own, of which one may be the very same.</summary>
    /// <typeparam name="T">A release.</typeparam>
    /// <param name="releases">All of them.</param>
    /// <param name="name">What each is called.</param>
    /// <param name="query">The video.</param>
    public static IEnumerable<T> Likest<T>(IEnumerable<T> releases, Func<T, string> name, ProviderQuery query) => releases
        .OrderByDescending(release => query.Release is { } own ? uint.PopCount(ReleaseComparison.Shared(own, ReleaseName.Parse(name(release))).Value) : 0)
        .Take(MostReleases);

    /// <summary>True for a video that names itself as another episode than the one that is asked for, however it is counted.</summary>
    /// <param name="video">The name of the video, or of its release.</param>
    /// <param name="query">What is asked for.</param>
    public static bool IsOfAnother(string video, ProviderQuery query)
    {
        var named = ReleaseName.Parse(video);
        return query.Type == MediaType.Episode && (named.Episodes.Count > 0 || named.Absolute is not null)
            && !named.Episodes.Append(named.Absolute ?? 0).Any(number => number > 0 && (number == query.Episode || number == query.Absolute || number == query.Ids.AniDbNumber))
            && !(named.Absolute is { } first && named.AbsoluteLast is { } last && query.Ids.AniDbNumber >= first && query.Ids.AniDbNumber <= last);
    }

    /// <summary>What was delivered, under a name that says how it is packed.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="name">The name of the track's file.</param>
    public static DownloadedSubtitle Delivered(ProviderAnswer answer, string name)
    {
        var file = answer.ReadFile(name);
        return file with { Name = IsXz(file) ? $"{name}.xz" : name };
    }

    /// <summary>True for what is packed by xz.</summary>
    /// <param name="file">The file.</param>
    public static bool IsXz(DownloadedSubtitle file) => file.Content.AsSpan().StartsWith(XzMagic);

    /// <summary>The same as an offer; null for a language that is not wanted.</summary>
    /// <param name="provider">Who offers it.</param>
    /// <param name="query">What was asked for, by an id of its own.</param>
    /// <param name="year">The year of the movie; null when unknown.</param>
    public FoundSubtitle? For(string provider, ProviderQuery query, int? year = null) => query.WantedBy(Language) is null ? null : new FoundSubtitle(provider, Id, Language)
    {
        Matched = new FeatureFacts { IsSame = true, Year = year, Season = query.Season, Episode = query.Episode, LastEpisode = query.Episode + More() }.MatchedBy(query),
        Releases = [Release],
        FileName = $"{Path.GetFileNameWithoutExtension(VideoName)}.{Language.Text}.{Format}",
        Format = Format,
        IsForced = IsMarkedForced || (Name is not null && ForSigns().IsMatch(Name)),
        IsHearingImpaired = Name is not null && ForHearingImpaired().IsMatch(Name),
        UploadedAt = UploadedAt,
    };

    // How many episodes follow the first in the same file.
    private int More() => ReleaseName.Parse(VideoName) switch
    {
        { Episodes: [var first, .., var last] } => last - first,
        { Absolute: { } first, AbsoluteLast: { } last } => last - first,
        _ => 0,
    };

    [GeneratedRegex(@"\[([A-Za-z]{2,4}|[0-9]{3})\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Region();

    // Fansubbers put what is written in the picture into a track of its own.
    [GeneratedRegex(@"\b(?:forced|signs?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForSigns();

    [GeneratedRegex(@"\b(?:cc|sdh|hearing[\s_.-]*impaired)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForHearingImpaired();
}
