using System.Text.Json.Nodes;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Plex;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>The same title in two libraries of a Plex, such as HD and 4K, libraries of older agents, and libraries that are large.</summary>
public sealed class PlexLibrariesTests : IAsyncLifetime
{
    private readonly ChannelLab<PlexChannel> _lab = new();
    private FakePlex _plex = null!;

    public async Task InitializeAsync() => _plex = await FakeService.StartAsync<FakePlex>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _plex.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_movie_in_two_libraries_the_one_that_holds_the_file_is_refreshed()
    {
        AddMovie("2", "50", "Low Tide", "/movies/Low Tide/Low Tide.mkv", "en");
        AddMovie("5", "51", "Low Tide", "/movies4k/Low Tide/Low Tide.mkv", "de");

        var report = await _lab.DeliverAsync(Settings(new PathMapping("/data/4k", "/movies4k")), Movie("Low Tide", "/data/4k/Low Tide/Low Tide.mkv"));

        report.Detail.Note.ShouldBe("Plex lists the subtitle.");
        _plex.Refreshed.ShouldBe(["51"]);
    }

    [Fact]
    public async Task Of_a_movie_in_two_libraries_that_no_path_tells_apart_both_are_refreshed_and_one_must_list_it()
    {
        AddMovie("2", "50", "Low Tide", "/movies/Low Tide/Low Tide.mkv", "en");
        AddMovie("5", "51", "Low Tide", "/movies4k/Low Tide/Low Tide.mkv", "de");

        var report = await _lab.DeliverAsync(Settings(), Movie("Low Tide", "/data/4k/Low Tide/Low Tide.mkv"));

        report.Detail.Note.ShouldBe("Plex lists the subtitle.");
        _plex.Refreshed.ShouldBe(["50", "51"]);
    }

    [Fact]
    public async Task Of_two_items_in_one_library_the_one_with_the_file_is_refreshed()
    {
        AddMovie("2", "50", "Low Tide", "/movies/Low Tide/Low Tide.mkv", "en");
        AddMovie("2", "51", "Low Tide", "/movies/Low Tide 4K/Low Tide.mkv", "de");

        var report = await _lab.DeliverAsync(Settings(), Movie("Low Tide", "/movies/Low Tide 4K/Low Tide.mkv"));

        report.Detail.Note.ShouldBe("Plex lists the subtitle.");
        _plex.Refreshed.ShouldBe(["51"]);
    }

    [Theory]
    [InlineData("com.plexapp.agents.thetvdb://555?lang=en")]
    [InlineData("com.plexapp.agents.hama://tvdb-555?lang=en")]
    [InlineData("com.plexapp.agents.hama://tvdb4-555?lang=en")]
    public async Task A_series_of_an_older_agent_is_found_by_its_one_id(string guid)
    {
        AddShow(guid, "Der andere Name", parent: 2, index: 1);

        (await _lab.DeliverAsync(Settings(), Anime)).Detail.Note.ShouldBe("Plex lists the subtitle.");

        _plex.Refreshed.ShouldBe(["61"]);
    }

    [Fact]
    public async Task A_series_without_an_id_that_Sonarr_knows_is_found_by_its_title_and_its_episode_by_the_file()
    {
        AddShow("com.plexapp.agents.hama://anidb-99?lang=en", "Tide", parent: 1, index: 14);

        (await _lab.DeliverAsync(Settings(), Anime)).Detail.Note.ShouldBe("Plex lists the subtitle.");

        _plex.Refreshed.ShouldBe(["61"]);
        _plex.Scanned.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("com.plexapp.agents.thetvdb://556?lang=en", "S02E01.mkv")]
    [InlineData("com.plexapp.agents.thetvdb://555?lang=en", "other.mkv")]
    public async Task A_look_through_the_folder_is_no_success_where_Plex_has_the_series(string guid, string file)
    {
        AddShow(guid, "Tide", parent: 9, index: 9, file);

        var report = await _lab.DeliverAsync(Settings(), Anime);

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldStartWith("Plex has \"Tide\", but not the video of this subtitle: it looks through the folder and is asked again.");
        _plex.Scanned.ShouldBe(["3: /tv/anime/Tide"]);
    }

    [Fact]
    public async Task A_library_of_many_movies_is_looked_through_page_by_page()
    {
        for (var number = 0; number < 1200; number++)
        {
            AddMovie("2", $"m{number}", $"Movie {number:D4}", $"/movies/{number}.mkv", "en", $"tt9{number:D6}");
        }

        AddMovie("2", "50", "Ebbe", "/movies/Ebbe/Ebbe.mkv", "de");

        (await _lab.DeliverAsync(Settings(), Movie("Low Tide", "/movies/Ebbe/Ebbe.mkv"))).Detail.Note.ShouldBe("Plex lists the subtitle.");

        _plex.Refreshed.ShouldBe(["50"]);
    }

    private static SubtitleDownloaded Anime => ChannelLab<PlexChannel>.Downloaded("Tide") with
    {
        Written = new WrittenSubtitle("/tv/anime/Tide/S02E01.de.srt", "/tv/anime/Tide/S02E01.mkv", MediaType.Episode, 2, 1, 555, null, null),
    };

    private static SubtitleDownloaded Movie(string title, string path) => ChannelLab<PlexChannel>.Downloaded(title) with
    {
        MediaType = MediaType.Movie,
        Season = null,
        Episode = null,
        Written = new WrittenSubtitle(Path.ChangeExtension(path, ".de.srt"), path, MediaType.Movie, null, null, null, null, "tt0000042"),
    };

    private static JsonArray Media(string file, string language) => new(new JsonObject
    {
        ["Part"] = new JsonArray(new JsonObject
        {
            ["file"] = file,
            ["Stream"] = new JsonArray(new JsonObject { ["streamType"] = 3, ["key"] = "/library/streams/1", ["languageTag"] = language }),
        }),
    });

    private void AddMovie(string section, string key, string title, string file, string language, string imdb = "tt0000042") => _plex.Others.Add(new()
    {
        ["section"] = section,
        ["ratingKey"] = key,
        ["title"] = title,
        ["type"] = "movie",
        ["Guid"] = new JsonArray(new JsonObject { ["id"] = $"imdb://{imdb}" }),
        ["Media"] = Media(file, language),
    });

    private void AddShow(string guid, string title, int parent, int index, string file = "S02E01.mkv")
    {
        _plex.Others.Add(new() { ["section"] = "3", ["ratingKey"] = "60", ["title"] = title, ["type"] = "show", ["guid"] = guid });
        _plex.Leaves["60"] = [new() { ["ratingKey"] = "61", ["parentIndex"] = parent, ["index"] = index, ["Media"] = Media($"/tv/anime/Tide/{file}", "de") }];
    }

    private PlexSettings Settings(params PathMapping[] mappings) => new() { Url = _plex.Url, Token = FakePlex.Token, PathMappings = mappings };
}
