using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>A server of one's own that speaks as OpenSubtitles.com does.</summary>
public sealed class CompatibleTests : IAsyncLifetime
{
    private ProviderLab _lab = null!;
    private FakeOpenSubtitles _service = null!;

    public async Task InitializeAsync()
    {
        _lab = await ProviderLab.StartAsync();
        _service = await FakeService.StartAsync<FakeOpenSubtitles>();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task It_is_asked_at_its_address_and_without_a_key_where_it_wants_none()
    {
        _service.AnswerNext(200, """{"total_pages":1,"data":[]}""");
        await _lab.SetUpAsync("opensubtitles-compatible", ("base_url", $"{_service.Base}/"));

        (await _lab.FoundAsync(ProviderLab.Episode)).ShouldBeEmpty();

        _service.Request.Path.ShouldBe("/api/v1/subtitles");
        _service.Request.Headers.ShouldNotContainKey("Api-Key");
    }

    [Fact]
    public async Task Two_servers_are_signed_in_to_apart()
    {
        await using var other = await FakeService.StartAsync<FakeOpenSubtitles>();
        await _lab.SetUpAsync("opensubtitles-compatible", Account(_service));
        await _lab.SetUpAsync("opensubtitles", Account(other));

        (await _lab.SearchAsync(ProviderLab.Episode)).Found.Select(subtitle => subtitle.Provider).ShouldBe(["opensubtitles", "opensubtitles-compatible"], ignoreOrder: true);

        _service.Requests.Select(request => request.Path).ShouldBe(["/api/v1/login", "/api/v1/subtitles"]);
        other.Requests.Select(request => request.Path).ShouldBe(["/api/v1/login", "/api/v1/subtitles"]);
    }

    private static (string Name, string Value)[] Account(FakeOpenSubtitles service) =>
        [("base_url", service.Base), ("api_key", FakeOpenSubtitles.Key), ("username", FakeOpenSubtitles.User), ("password", FakeOpenSubtitles.Password)];
}
