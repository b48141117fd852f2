using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Library;

/// <summary>A video with its streams and subtitles; null when there is none.</summary>
internal static class GetVideo
{
    public sealed record Query(long Id) : IRequest<VideoView?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, VideoView?>
    {
        public async Task<VideoView?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Videos.AsNoTracking().FirstOrDefaultAsync(video => video.Id == query.Id, cancellationToken) is not { } video)
            {
                return null;
            }

            var subtitles = await context.Subtitles.AsNoTracking().Where(subtitle => subtitle.VideoId == video.Id).OrderBy(subtitle => subtitle.Id).ToListAsync(cancellationToken);
            var missing = await context.Wanted.AsNoTracking().Where(wanted => wanted.VideoId == video.Id).OrderBy(wanted => wanted.Position).ToListAsync(cancellationToken);
            return VideoView.Of(video, subtitles) with { Missing = [.. missing.Select(MissingView.Of)], Streams = video.Streams is null ? null : JsonSerializer.Deserialize<List<VideoStream>>(video.Streams, EventJson.Options) };
        }
    }
}

/// <summary>A video as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TitleId">The series or movie.</param>
/// <param name="Path">Its whole path, as Sublarr sees it.</param>
/// <param name="Season">Its season; 0 for specials.</param>
/// <param name="Episodes">The episodes in it.</param>
/// <param name="Absolute">Its number through all seasons.</param>
/// <param name="AiredOn">The day of a daily show.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ChangedAt">When it was written last, in UTC.</param>
/// <param name="DurationMs">How long it plays; null when nobody looked inside.</param>
/// <param name="Format">Its container; null when nobody looked inside.</param>
/// <param name="Subtitles">Those in it and beside it.</param>
internal sealed record VideoView(
    long Id, long TitleId, string Path, int? Season, IReadOnlyList<int> Episodes, int? Absolute, DateOnly? AiredOn, long Size, DateTimeOffset ChangedAt, long? DurationMs, string? Format,
    IReadOnlyList<SubtitleView> Subtitles)
{
    /// <summary>What is in it; left out of lists, and null when nobody looked inside.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VideoStream>? Streams { get; init; }

    /// <summary>Why nobody knows what is in it, as a sentence; null when somebody does, or nobody has looked.</summary>
    public string? ProbeProblem { get; init; }

    /// <summary>What it lacks by the profile that holds for it, the most wanted first.</summary>
    public IReadOnlyList<MissingView> Missing { get; init; } = [];

    public static VideoView Of(VideoRow row, IEnumerable<SubtitleRow> subtitles) => new(
        row.Id, row.TitleId, row.Path, row.Season, row.EpisodeNumbers(), row.Absolute, row.AiredOn, row.Size, row.ChangedAt, row.DurationMs, row.Format,
        [.. subtitles.Select(SubtitleView.Of)]) { ProbeProblem = row.ProbeProblem };

    /// <summary>Its name without its folder.</summary>
    public string Name() => System.IO.Path.GetFileName(Path);

    /// <summary>Which episode it is, as people write it; null for a movie.</summary>
    public string? Number() => this switch
    {
        { Season: { } season, Episodes: [var only] } => string.Create(CultureInfo.InvariantCulture, $"S{season:00}E{only:00}"),
        { Season: { } season, Episodes: [var first, .., var last] } => string.Create(CultureInfo.InvariantCulture, $"S{season:00}E{first:00}–E{last:00}"),
        { AiredOn: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Absolute: { } absolute } => absolute.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}

/// <summary>A subtitle that a video lacks.</summary>
/// <param name="Id">Its id among what is wanted.</param>
/// <param name="Language">An IETF tag.</param>
/// <param name="Variant">whole, forced or hearing_impaired.</param>
/// <param name="Required">False for one that is nice to have.</param>
/// <param name="Ignored">True when nobody wants to hear of it.</param>
internal sealed record MissingView(long Id, string Language, SubtitleVariant Variant, bool Required, bool Ignored)
{
    public static MissingView Of(WantedRow row) => new(row.Id, row.Language, row.Variant, row.IsRequired, row.IgnoredAt is not null);

    /// <summary>Its language and what is particular about it, in a few letters.</summary>
    public string Short() => $"{Language}{Variant switch { SubtitleVariant.Forced => " forced", SubtitleVariant.HearingImpaired => " HI", _ => "" }}";
}

/// <summary>A subtitle as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name of the file beside the video; null for a stream in it.</param>
/// <param name="Stream">The number of the stream; null for a file.</param>
/// <param name="Language">An IETF tag; null when nothing tells.</param>
/// <param name="Forced">True for what is foreign in the film alone.</param>
/// <param name="HearingImpaired">True for what tells what is heard, too.</param>
/// <param name="Format">The ending of the file, or the codec of the stream.</param>
/// <param name="Title">What its name or its stream says besides.</param>
/// <param name="Origin">found, embedded or downloaded.</param>
internal sealed record SubtitleView(long Id, string? Name, int? Stream, string? Language, bool Forced, bool HearingImpaired, string? Format, string? Title, SubtitleOrigin Origin)
{
    public static SubtitleView Of(SubtitleRow row) => new(row.Id, row.Name, row.Stream, row.Language, row.IsForced, row.IsHearingImpaired, row.Format, row.Title, row.Origin);

    /// <summary>Its language and what is particular about it, in a few letters.</summary>
    public string Short() => string.Join(
        " · ",
        new[]
        {
            LanguageCode.Find(Language)?.Language.Name ?? "Language unknown",
            Forced ? "forced" : null,
            HearingImpaired ? "hard of hearing" : null,
            Origin == SubtitleOrigin.Embedded ? "in the file" : null,
        }.OfType<string>());
}
