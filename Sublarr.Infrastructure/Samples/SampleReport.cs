using System.Text;
using System.Text.Json;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Infrastructure.Samples;

/// <summary>The report of the sample data: what a Sonarr sends when it has imported an episode, read and stored as one that comes from outside.</summary>
internal sealed class SampleReport(IIncomingStore store, SampleLibrary library)
{
    // No Sonarr has such ids: nobody else's series is taken for this one.
    private const int SeriesId = 1_990_001;
    private const int FileId = 1_990_002;

    /// <summary>Sends it.</summary>
    /// <returns>The job that works on it; of a repeat that of the first.</returns>
    public async Task<long?> SendAsync(CancellationToken cancellationToken)
    {
        var body = Body();
        var report = ArrReportReader.Read(ArrSource.Sonarr, Encoding.UTF8.GetBytes(body));
        return (await store.StoreAsync(report, body, cancellationToken)).JobId;
    }

    private string Body()
    {
        var video = SampleStory.Imported;
        var path = library.PathOf(video);
        return JsonSerializer.Serialize(new
        {
            eventType = "Download",
            instanceName = SampleStory.Instance,
            series = new { id = SeriesId, title = video.Title, year = video.Year, path = library.FolderOf(video), tags = Array.Empty<string>() },
            episodes = new[] { new { id = FileId, seasonNumber = video.Season, episodeNumber = video.Episode, title = "The Lamp in the Window" } },
            episodeFile = new
            {
                id = FileId, path, relativePath = Path.GetRelativePath(library.FolderOf(video), path), quality = "WEBDL-1080p", releaseGroup = "TIDE", sceneName = video.Release,
                size = new FileInfo(path).Length,
            },
            release = new { releaseTitle = video.Release },
            isUpgrade = false,
        });
    }
}
