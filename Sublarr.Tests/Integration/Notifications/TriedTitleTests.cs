using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Jellyfin;
using Sublarr.Infrastructure.Channels.Kodi;
using Sublarr.Infrastructure.Channels.Plex;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>Media servers are tried out with a title that Sublarr's library has: whether they see its folder and know it is asked, not assumed.</summary>
public sealed class TriedTitleTests : IAsyncLifetime
{
    private const string Sees = "sees the path";
    private const string Finds = "finds the item";

    private readonly ChannelLab<JellyfinChannel> _jellyfins = new();
    private readonly ChannelLab<PlexChannel> _plexes = new();
    private readonly ChannelLab<KodiChannel> _kodis = new();
    private FakeMediaBrowser _jellyfin = null!;
    private FakePlex _plex = null!;
    private FakeKodi _kodi = null!;

    public async Task InitializeAsync() =>
        (_jellyfin, _plex, _kodi) = (await FakeService.StartAsync<FakeMediaBrowser>(), await FakeService.StartAsync<FakePlex>(), await FakeService.StartAsync<FakeKodi>());

    public async Task DisposeAsync()
    {
        foreach (var each in new IAsyncDisposable[] { _jellyfins, _plexes, _kodis, _jellyfin, _plex, _kodi })
        {
            await each.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_folder_that_the_server_does_not_hold_fails_with_its_name_those_of_the_server_and_the_remedy()
    {
        TryOut(HarbourLine("/data/tv"));

        (await JellyfinAsync()).Of(Sees).ShouldBe((false, """
            Jellyfin has no folder that holds "/data/tv/The Harbour Line". Its folders: /media/tv, /media/films. Add a path mapping: the folder as Sublarr sees it, and as Jellyfin does.
            """));
        (await PlexAsync()).Of(Sees).ShouldBe((false, """
            Plex has no folder that holds "/data/tv/The Harbour Line". Its folders: /tv, /tv/anime/, /movies, /movies4k. Add a path mapping: the folder as Sublarr sees it, and as Plex does.
            """));
        (await KodiAsync()).Of(Sees).ShouldBe((false, """
            Kodi has no folder that holds "/data/tv/The Harbour Line". Its folders: smb://nas/tv/. Add a path mapping: the folder as Sublarr sees it, and as Kodi does.
            """));
    }

    [Fact]
    public async Task A_mapping_that_leads_past_the_folders_is_named_with_where_it_leads()
    {
        TryOut(HarbourLine("/data/tv"));

        (await PlexAsync(new PathMapping("/data", "/"), new PathMapping("/data/tv/The Harbour Line", "/movies2/The Harbour Line"))).Of(Sees).ShouldBe((false, """
            Plex has no library folder at "/movies2/The Harbour Line". Its folders: /tv, /tv/anime/, /movies, /movies4k. Correct the path mapping of "/data/tv/The Harbour Line".
            """));
        (await JellyfinAsync(new PathMapping("/data", "/"))).Of(Sees).ShouldBe((false, """
            By its path mappings "/data/tv/The Harbour Line" is "/tv/The Harbour Line" for Jellyfin, and no folder of its holds that. Its folders: /media/tv, /media/films. Correct the path mapping.
            """));
    }

    [Fact]
    public async Task A_server_that_has_movies_alone_is_tried_out_with_a_movie()
    {
        TryOut(HarbourLine("/series"));
        var movie = new MediaChange("Nowhere") { Media = MediaType.Movie, Folder = "/movies/Nowhere" };
        _plexes.Library.Movie = movie;

        (await PlexAsync()).Of(Sees).ShouldBe((true, "\"/movies/Nowhere\" is within one of its folders: /tv, /tv/anime/, /movies, /movies4k."));
    }

    [Fact]
    public async Task A_title_that_lies_in_a_folder_of_the_server_and_is_known_there_passes_and_nothing_is_refreshed()
    {
        TryOut(HarbourLine("/data/tv"));

        var steps = await JellyfinAsync(new PathMapping("/data/tv", "/media/tv"));
        var plexes = await PlexAsync(new PathMapping("/data/tv", "/tv"));
        var kodis = await KodiAsync(new PathMapping("/data/tv", "smb://nas/tv"));

        steps.Of(Sees).ShouldBe((true, "\"/data/tv/The Harbour Line\" is \"/media/tv/The Harbour Line\" for Jellyfin, within one of its folders: /media/tv, /media/films."));
        steps.Of(Finds).ShouldBe((true, "Jellyfin has \"The Harbour Line\" (2023), season 2, episode 1."));
        plexes.Of(Sees).Ok.ShouldBeTrue();
        plexes.Of(Finds).ShouldBe((true, "Plex has \"The Harbour Line\" (2023), season 2, episode 1."));
        kodis.Of(Sees).Ok.ShouldBeTrue();
        kodis.Of(Finds).ShouldBe((true, "Kodi has \"The Harbour Line\" (2023), season 2, episode 1."));
        _jellyfin.Refreshed.ShouldBeEmpty();
        _jellyfin.Told.ShouldBeEmpty();
        _plex.Refreshed.ShouldBeEmpty();
        _plex.Scanned.ShouldBeEmpty();
        _kodi.Scans.ShouldBe(0);
    }

    [Fact]
    public async Task A_title_that_the_server_does_not_know_fails()
    {
        TryOut(new("Tidewater") { Media = MediaType.Movie, Year = 2019, TmdbId = 77, Folder = "/data/films/Tidewater", Files = ["/data/films/Tidewater/Tidewater.mkv"] });

        (await JellyfinAsync(new PathMapping("/data/films", "/media/films"))).Of(Finds).ShouldBe((false, "Jellyfin knows no \"Tidewater\" (2019): is it in a library there, and matched as this very title?"));
        (await PlexAsync(new PathMapping("/data/films", "/movies"))).Of(Finds).ShouldBe((false, "Plex knows no \"Tidewater\" (2019): is it in a library there, and matched as this very title?"));
        (await KodiAsync()).Of(Finds).ShouldBe((false, "Kodi knows no \"Tidewater\" (2019): is it in a library there, and matched as this very title?"));
    }

    [Fact]
    public async Task A_series_without_the_episode_is_not_taken_for_the_episode()
    {
        TryOut(HarbourLine("/tv") with { Season = 7, Files = ["/tv/The Harbour Line/S07E01.mkv"] });

        (await JellyfinAsync()).Of(Finds).ShouldBe((false, "Jellyfin has \"The Harbour Line\" (2023), but not season 7, episode 1: let it look through its library."));
        (await PlexAsync()).Of(Finds).ShouldBe((false, "Plex has \"The Harbour Line\" (2023), but not season 7, episode 1: let it look through its library."));
        (await KodiAsync()).Of(Finds).ShouldBe((false, "Kodi has \"The Harbour Line\" (2023), but not season 7, episode 1: let it look through its library."));
    }

    [Fact]
    public async Task An_empty_library_says_that_there_is_nothing_to_try_yet()
    {
        var steps = await PlexAsync();

        steps.Of(Sees).ShouldBe((true, "No title to try yet: Sublarr's library is empty. Plex has these folders: /tv, /tv/anime/, /movies, /movies4k."));
        steps.Of(Finds).ShouldBe((true, "No title to try yet: Sublarr's library is empty."));
    }

    private static MediaChange HarbourLine(string root) => new("The Harbour Line")
    {
        Media = MediaType.Episode,
        Year = 2023,
        TvdbId = 400123,
        Season = 2,
        Episodes = [1],
        Folder = $"{root}/The Harbour Line",
        Files = [$"{root}/The Harbour Line/Season 02/e1.mkv"],
    };

    private void TryOut(MediaChange title) => (_jellyfins.Library.Title, _plexes.Library.Title, _kodis.Library.Title) = (title, title, title);

    private Task<IReadOnlyList<TestStep>> JellyfinAsync(params PathMapping[] mappings) =>
        _jellyfins.TestAsync(new JellyfinSettings { Url = _jellyfin.Url, ApiKey = FakeMediaBrowser.Key, PathMappings = mappings });

    private Task<IReadOnlyList<TestStep>> PlexAsync(params PathMapping[] mappings) => _plexes.TestAsync(new PlexSettings { Url = _plex.Url, Token = FakePlex.Token, PathMappings = mappings });

    private Task<IReadOnlyList<TestStep>> KodiAsync(params PathMapping[] mappings) =>
        _kodis.TestAsync(new KodiSettings { Url = _kodi.Url, Username = "kodi", Password = FakeKodi.Password, PathMappings = mappings });
}

internal static class Steps
{
    /// <summary>The step of this name.</summary>
    public static (bool Ok, string Message) Of(this IReadOnlyList<TestStep> steps, string name)
    {
        var step = steps.Single(step => step.Name == name);
        return (step.Ok, step.Message);
    }
}
