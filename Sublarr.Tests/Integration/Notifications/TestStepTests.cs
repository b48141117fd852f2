using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Gotify;
using Sublarr.Infrastructure.Channels.Jellyfin;
using Sublarr.Infrastructure.Channels.Kodi;
using Sublarr.Infrastructure.Channels.Plex;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>What a person reads who tries a target out: how far it came, in the target's own words.</summary>
public sealed class TestStepTests
{
    [Fact]
    public async Task Jellyfin_says_that_it_is_there_takes_the_key_has_libraries_and_sees_the_folders()
    {
        await using var lab = new ChannelLab<JellyfinChannel>();
        await using var jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();

        var steps = await lab.TestAsync(new JellyfinSettings { Url = jellyfin.Url, ApiKey = FakeMediaBrowser.Key, PathMappings = [new("/tv", "/media/tv")] });

        Read(steps).ShouldBe(["reached +", "authorised +", "libraries +", "sees the path +", "finds the item +"]);
        steps[0].Message.ShouldBe("media, version 12.0.0.");
        steps[1].Message.ShouldBe("The key was taken, sent as Authorization: MediaBrowser.");
        jellyfin.Requests.ShouldAllBe(request => request.Method == "GET");
    }

    [Fact]
    public async Task A_wrong_key_and_a_mapping_into_nowhere_fail_at_their_steps()
    {
        await using var lab = new ChannelLab<JellyfinChannel>();
        await using var jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();

        var refused = await lab.TestAsync(new JellyfinSettings { Url = jellyfin.Url, ApiKey = "another" });
        var lost = await lab.TestAsync(new JellyfinSettings { Url = jellyfin.Url, ApiKey = FakeMediaBrowser.Key, PathMappings = [new("/tv", "/srv/tv")] });

        Read(refused).ShouldBe(["reached +", "authorised -"]);
        lost.Single(step => !step.Ok).Message.ShouldBe("Jellyfin has no library folder at \"/srv/tv\". Its folders: /media/tv, /media/films. Correct the path mapping of \"/tv\".");
    }

    [Fact]
    public async Task Plex_and_Kodi_say_the_same_of_theirs()
    {
        await using var plexes = new ChannelLab<PlexChannel>();
        await using var kodis = new ChannelLab<KodiChannel>();
        await using var plex = await FakeService.StartAsync<FakePlex>();
        await using var kodi = await FakeService.StartAsync<FakeKodi>();

        Read(await plexes.TestAsync(new PlexSettings { Url = plex.Url, Token = FakePlex.Token })).ShouldBe(["reached +", "authorised +", "libraries +", "sees the path +", "finds the item +"]);
        Read(await plexes.TestAsync(new PlexSettings { Url = plex.Url, Token = "other" })).ShouldBe(["reached +", "authorised -"]);
        Read(await kodis.TestAsync(new KodiSettings { Url = kodi.Url, Username = "kodi", Password = FakeKodi.Password, ShowNotification = true })).ShouldBe(["reached +", "sees the path +", "finds the item +", "notice +"]);
        Read(await kodis.TestAsync(new KodiSettings { Url = kodi.Url, Username = "kodi", Password = "other" })).ShouldBe(["reached -"]);
    }

    [Fact]
    public async Task A_message_target_says_how_far_its_one_message_came()
    {
        await using var lab = new ChannelLab<GotifyChannel>();
        await using var gotify = await FakeService.StartAsync<FakeGotify>();
        var settings = new GotifySettings { Url = gotify.Url, AppToken = FakeGotify.Token };

        Read(await lab.TestAsync(settings)).ShouldBe(["settings +", "address allowed +", "reached +", "accepted +"]);
        Read(await lab.TestAsync(settings with { AppToken = "CzAbCdEfGhIjKlM" })).ShouldBe(["settings +", "address allowed +", "reached +", "accepted -"]);
        var gone = await FakeService.StartAsync<FakeGotify>();
        var address = gone.Url;
        await gone.DisposeAsync();
        Read(await lab.TestAsync(settings with { Url = address })).ShouldBe(["settings +", "address allowed +", "reached -"]);
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_told_before_anything_is_sent()
    {
        await using var lab = new ChannelLab<GotifyChannel>(new EgressSettings(EgressProfile.Lan, [], []));

        Read(await lab.TestAsync(new GotifySettings { Url = "http://127.0.0.1:8080", AppToken = FakeGotify.Token })).ShouldBe(["settings +", "address allowed -"]);
    }

    [Fact]
    public async Task A_400_without_a_word_is_told_as_a_host_name_that_the_server_does_not_know()
    {
        await using var lab = new ChannelLab<GotifyChannel>();
        await using var gotify = await FakeService.StartAsync<FakeGotify>();
        gotify.AnswerNext(400, "");

        var steps = await lab.TestAsync(new GotifySettings { Url = gotify.Url, AppToken = FakeGotify.Token });

        steps[^1].Message.ShouldContain("Add \"127.0.0.1\" to its Allowed Hosts");
    }

    private static IEnumerable<string> Read(IReadOnlyList<TestStep> steps) => steps.Select(step => $"{step.Name} {(step.Ok ? '+' : '-')}");
}
