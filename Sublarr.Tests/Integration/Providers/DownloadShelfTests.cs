using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>What providers delivered is kept for a while, so that it costs one of their downloads and not several.</summary>
public sealed class DownloadShelfTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    private FakeSubDl _service = null!;
    private ProviderLab _lab = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeService.StartAsync<FakeSubDl>();
        _lab = await ProviderLab.StartAsync();
        await _lab.SetUpAsync("subdl", ("base_url", $"{_service.Url}/api/v1"), ("download_url", _service.Url), ("api_key", FakeSubDl.Key));
    }

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Many_who_want_the_same_at_once_wait_for_one_request()
    {
        Lay("/a.zip", 100);

        var fetched = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => FetchAsync("/a.zip"))));

        fetched.ShouldAllBe(download => download.Content.Length == 100);
        _service.FetchedOf("/a.zip").ShouldBe(1);
    }

    [Fact]
    public async Task After_an_hour_it_is_fetched_anew()
    {
        Lay("/a.zip", 100);
        await FetchAsync("/a.zip");
        _lab.Clock.Advance(DownloadShelf.Kept - TimeSpan.FromMinutes(1));
        await FetchAsync("/a.zip");
        var within = _service.FetchedOf("/a.zip");

        _lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await FetchAsync("/a.zip");

        (within, _service.FetchedOf("/a.zip")).ShouldBe((1, 2));
    }

    [Fact]
    public async Task What_nobody_asked_for_longest_makes_room()
    {
        Lay("/a.zip", 15 * Megabyte);
        Lay("/b.zip", 15 * Megabyte);
        Lay("/c.zip", 15 * Megabyte);
        await FetchAsync("/a.zip");
        await FetchAsync("/b.zip");
        await FetchAsync("/a.zip");

        await FetchAsync("/c.zip");
        await FetchAsync("/a.zip");
        await FetchAsync("/b.zip");

        (_service.FetchedOf("/a.zip"), _service.FetchedOf("/b.zip"), _service.FetchedOf("/c.zip")).ShouldBe((1, 2, 1));
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_wait_and_is_not_kept()
    {
        Should.Throw<ProviderException>(() => FetchAsync("/a.zip")).Failure.Reason.ShouldBe(ProviderFailureReason.NotThere);
        Lay("/a.zip", 100);

        (await FetchAsync("/a.zip")).Content.Length.ShouldBe(100);
    }

    [Fact]
    public async Task With_other_settings_it_is_another_service()
    {
        Lay("/a.zip", 100);
        await FetchAsync("/a.zip");
        await using var other = await FakeService.StartAsync<FakeSubDl>();
        other.Files["/a.zip"] = new(200, "") { File = new byte[200] };
        await using (var context = await _lab.Engine.ContextAsync())
        {
            var row = await context.FindAsync<ProviderRow>("subdl");
            row!.Edit(isEnabled: true, row.Settings.Replace(_service.Url, other.Url, StringComparison.Ordinal));
            await context.SaveChangesAsync();
        }

        (await FetchAsync("/a.zip")).Content.Length.ShouldBe(200);
    }

    [Fact]
    public async Task Who_leaves_takes_nothing_from_the_others()
    {
        Lay("/a.zip", 100);
        using var leaving = new CancellationTokenSource();
        var shelf = _lab.Engine.Get<DownloadShelf>();
        var (gone, stays) = (shelf.FetchAsync(Subtitle("/a.zip"), DownloadPurpose.Person, leaving.Token), FetchAsync("/a.zip"));

        await leaving.CancelAsync();

        (await stays).Content.Length.ShouldBe(100);
        await Task.WhenAny(gone);
        _service.FetchedOf("/a.zip").ShouldBe(1);
    }

    private static FoundSubtitle Subtitle(string path) => new("subdl", path, LanguageCode.Find("en")!.Value);

    private void Lay(string path, int bytes) => _service.Files[path] = new(200, "") { File = new byte[bytes] };

    private Task<DownloadedSubtitle> FetchAsync(string path) => _lab.Engine.Get<DownloadShelf>().FetchAsync(Subtitle(path), DownloadPurpose.Person, CancellationToken.None);
}
