using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Jellyfin;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>The same title in two libraries of a Jellyfin, such as HD and 4K, and libraries that are large.</summary>
public sealed class JellyfinLibrariesTests : IAsyncLifetime
{
    private readonly ChannelLab<JellyfinChannel> _lab = new();
    private FakeMediaBrowser _jellyfin = null!;

    public async Task InitializeAsync() => _jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _jellyfin.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_movie_in_two_libraries_the_one_with_the_file_is_refreshed()
    {
        AddMovie("hd", "Low Tide", "/media/films/Low Tide (2019)/Low Tide.mkv", "en");
        AddMovie("uhd", "Low Tide", "/media/films4k/Low Tide (2019)/Low Tide.mkv", "de");

        var report = await _lab.DeliverAsync(Settings(new PathMapping("/data/4k", "/media/films4k")), Movie("Low Tide", "/data/4k/Low Tide (2019)/Low Tide.mkv"));

        report.ShouldHaveArrived();
        report.Detail.Note.ShouldBe("Jellyfin lists the subtitle.");
        _jellyfin.Refreshed.ShouldBe(["uhd"]);
    }

    [Fact]
    public async Task Of_a_movie_in_two_libraries_that_no_path_tells_apart_both_are_refreshed_and_one_must_list_it()
    {
        AddMovie("hd", "Low Tide", "/media/films/Low Tide (2019)/Low Tide.mkv", "en");
        AddMovie("uhd", "Low Tide", "/media/films4k/Low Tide (2019)/Low Tide.mkv", "de");

        var report = await _lab.DeliverAsync(Settings(), Movie("Low Tide", "/data/4k/Low Tide (2019)/Low Tide.mkv"));

        report.ShouldHaveArrived();
        report.Detail.Note.ShouldBe("Jellyfin lists the subtitle.");
        _jellyfin.Refreshed.ShouldBe(["hd", "uhd"]);
    }

    [Fact]
    public async Task Of_a_series_in_two_libraries_the_episode_with_the_file_is_refreshed()
    {
        AddSeries("uhd", "/media/tv4k/The Harbour Line", "de");

        var report = await _lab.DeliverAsync(Settings(new PathMapping("/data/4k", "/media/tv4k")), Written("/data/4k/The Harbour Line/S02E01.mkv"));

        report.ShouldHaveArrived();
        report.Detail.Note.ShouldBe("Jellyfin lists the subtitle.");
        _jellyfin.Refreshed.ShouldBe(["uhd-e"]);
    }

    [Fact]
    public async Task Files_that_came_are_noticed_by_the_series_of_their_folder()
    {
        AddSeries("uhd", "/data/media/tv/The Harbour Line", "de");

        (await _lab.DeliverAsync(Settings(), WebhookReceived.Example)).ShouldHaveArrived();

        _jellyfin.Refreshed.ShouldBe(["uhd"]);
    }

    [Fact]
    public async Task A_library_of_many_movies_is_looked_through_page_by_page_without_their_streams()
    {
        for (var number = 0; number < 2100; number++)
        {
            AddMovie($"m{number}", $"Movie {number:D4}", $"/media/films/{number}.mkv", "en", $"tt9{number:D6}");
        }

        AddMovie("last", "Ebbe", "/media/films/Ebbe/Ebbe.mkv", "de");

        var report = await _lab.DeliverAsync(Settings(), Movie("Low Tide", "/data/Ebbe/Ebbe.mkv"));

        report.ShouldHaveArrived();
        _jellyfin.Refreshed.ShouldBe(["last"]);
        _jellyfin.Requests.Where(request => request.Path == "/Items" && !request.Query.Contains("ids=", StringComparison.Ordinal))
            .ShouldAllBe(request => !request.Query.Contains("MediaStreams", StringComparison.Ordinal) && request.Query.Contains("limit=", StringComparison.Ordinal));
    }

    private static SubtitleDownloaded Movie(string title, string path) => ChannelLab<JellyfinChannel>.Downloaded(title) with
    {
        MediaType = MediaType.Movie, Season = null, Episode = null,
        Written = new WrittenSubtitle(Path.ChangeExtension(path, ".de.srt"), path, MediaType.Movie, null, null, null, null, "tt0000042"),
    };

    private static SubtitleDownloaded Written(string path) => ChannelLab<JellyfinChannel>.Downloaded("The Harbour Line") with
    {
        Written = new WrittenSubtitle(Path.ChangeExtension(path, ".de.srt"), path, MediaType.Episode, 2, 1, 400123, null, null),
    };

    private static JsonArray Streams(string path, string language) => new(
        new JsonObject { ["Type"] = "Subtitle", ["IsExternal"] = true, ["Path"] = Path.ChangeExtension(path, $".{language}.srt") });

    private void AddMovie(string id, string name, string path, string language, string imdb = "tt0000042") => _jellyfin.Others.Add(new()
    {
        ["Id"] = id, ["Name"] = name, ["Type"] = "Movie", ["Path"] = path, ["ProviderIds"] = new JsonObject { ["Imdb"] = imdb }, ["MediaStreams"] = Streams(path, language),
    });

    private void AddSeries(string id, string folder, string language)
    {
        _jellyfin.Others.Add(new() { ["Id"] = id, ["Name"] = "The Harbour Line", ["Type"] = "Series", ["Path"] = folder, ["ProviderIds"] = new JsonObject { ["Tvdb"] = "400123" } });
        var path = $"{folder}/S02E01.mkv";
        _jellyfin.Episodes[id] = [new() { ["Id"] = $"{id}-e", ["Type"] = "Episode", ["IndexNumber"] = 1, ["Path"] = path, ["MediaStreams"] = Streams(path, language) }];
    }

    private JellyfinSettings Settings(params PathMapping[] mappings) => new() { Url = _jellyfin.Url, ApiKey = FakeMediaBrowser.Key, PathMappings = mappings };
}
