using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>A video as providers are asked for it.</summary>
/// <param name="Row">The video.</param>
/// <param name="Title">What it belongs to.</param>
/// <param name="Hash">By what OpenSubtitles knows it; null where there is none, or the disk does not answer.</param>
internal sealed record SearchedVideo(VideoRow Row, TitleRow Title, MovieHash? Hash)
{
    /// <summary>What of its subtitles the one that is looked for takes the place of; null when it lacks one.</summary>
    public ReplacedFile? Replaces { get; init; }

    /// <summary>Why nothing can be written beside it now, as a sentence; null when nothing speaks against it. Nobody is asked for what could not be kept.</summary>
    public string? Obstacle { get; init; }

    /// <summary>An episode or a movie.</summary>
    public MediaType Type => Title.Kind == TitleKind.Series ? MediaType.Episode : MediaType.Movie;

    /// <summary>What people call it.</summary>
    public string Name => Say.Item(Title.Name, Row.Season, Row.Episode);

    /// <summary>The question.</summary>
    /// <param name="languages">What is wanted, the dearest first.</param>
    public ProviderQuery Ask(IReadOnlyList<LanguageCode> languages) => new(Type, Title.Name, languages)
    {
        Year = Title.Year,
        Season = Row.Season,
        Episodes = Row.EpisodeNumbers(),
        Absolute = Row.Absolute,
        Date = Row.AiredOn,
        Ids = new(ProviderIds.ImdbOf(Title.ImdbId), Title.TmdbId, Title.TvdbId),
        Path = Row.Path,
        FileName = Path.GetFileName(Row.Path),
        Release = ReleaseName.Parse(Path.GetFileName(Row.Path)),
        Hash = Hash,
        Size = Row.Size,
        // A season comes in one piece at some providers, and the one episode is taken out of it.
        WantsPacks = Type == MediaType.Episode,
    };
}

/// <summary>Finds what is asked for.</summary>
internal sealed class SearchedVideos(IDbContextFactory<SublarrDbContext> contexts, PatientDisk disk)
{
    /// <summary>The video; null when it is not in the library any more.</summary>
    public async Task<SearchedVideo?> FindAsync(long videoId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Videos.AsNoTracking().Where(video => video.Id == videoId)
            .Join(context.Set<TitleRow>(), video => video.TitleId, title => title.Id, (video, title) => new { Video = video, Title = title }).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : await LookAsync(new(found.Video, found.Title, Hash: null), cancellationToken);
    }

    // Without a hash the search goes on: it is one fact of many.
    private async Task<SearchedVideo> LookAsync(SearchedVideo video, CancellationToken cancellationToken)
    {
        var path = video.Row.Path;
        try
        {
            return await disk.AskAsync(() => video with { Hash = HashOf(path), Obstacle = WritingObstacle.Of(path) }, cancellationToken);
        }
        catch (TimeoutException silent)
        {
            return video with { Obstacle = DiskFault.Of(silent, Path.GetDirectoryName(path)!) };
        }
    }

    private static MovieHash? HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return MovieHash.Of(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
