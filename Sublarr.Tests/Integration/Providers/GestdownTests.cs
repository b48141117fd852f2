using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>Gestdown, as its own source has it.</summary>
public sealed class GestdownTests : IAsyncLifetime
{
    private const string Name = "gestdown";

    private ProviderLab _lab = null!;
    private FakeGestdown _service = null!;

    public async Task InitializeAsync()
    {
        _lab = await ProviderLab.StartAsync();
        _service = await FakeService.StartAsync<FakeGestdown>();
        await _lab.SetUpAsync(Name, ("base_url", _service.Url));
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task An_episode_is_found_by_the_id_of_its_series_and_read_for_what_its_versions_say()
    {
        var found = await _lab.FoundAsync(ProviderLab.Episode);

        found.Select(subtitle => (subtitle.Id, subtitle.IsHearingImpaired, subtitle.Format)).ShouldBe(
            [("712de981-a7cc-4ce0-842c-0da9a06d0001", false, "srt"), ("sp_1086727a-eb71-4b24-a209-7cf22374574d_ep_5", true, "srt")], "what is not finished, and a pack that nobody wants, are left out");
        found[0].Releases.ShouldBe(["Harbor.Lights.S02E05.1080p.WEB-NTb", "Harbor.Lights.S02E05.1080p-GROUPA"]);
        var candidate = found[0].ToCandidate(ProviderLab.Episode);
        (candidate.ReleaseGroup, candidate.Bits.Has(ScoringKey.Series), candidate.Bits.Has(ScoringKey.Season), candidate.Bits.Has(ScoringKey.Episode), candidate.Bits.Has(ScoringKey.Resolution))
            .ShouldBe(("NTb", true, true, true, true));
        _service.Requests.Select(request => request.Path).ShouldContain($"/subtitles/get/{FakeGestdown.Show}/2/5/Portuguese%20(Brazil)");
        (await _lab.FoundAsync(ProviderLab.Episode with { WantsPacks = true })).Count(subtitle => subtitle.IsPack).ShouldBe(1);
    }

    [Fact]
    public async Task A_series_that_it_does_not_know_by_its_id_is_found_by_its_name()
    {
        _service.KnowsNoIds = true;

        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(2);
        (await _lab.FoundAsync(ProviderLab.Episode with { Title = "No Such Show" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_movie_is_not_asked_for() => (await _lab.SearchAsync(ProviderLab.Movie)).Providers.ShouldBeEmpty();

    [Fact]
    public async Task A_show_that_is_being_refreshed_is_told_of_and_nothing_is_held_against_it()
    {
        _service.IsRefreshing = true;

        var failure = await _lab.FailureAsync(ProviderLab.Episode);
        _service.IsRefreshing = false;

        failure.Reason.ShouldBe(ProviderFailureReason.NotReady);
        failure.RetryAt.ShouldNotBeNull();
        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_is_delivered_as_it_is_under_its_own_name()
    {
        var fetched = await _lab.FetchAsync((await _lab.FoundAsync(ProviderLab.Episode))[0]);

        fetched.Name.ShouldBe("Harbor.Lights.S02E05.GROUPA.en.srt");
        fetched.Content[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        fetched.Quota.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_in_place_of_a_file_is_a_limit()
    {
        var found = (await _lab.FoundAsync(ProviderLab.Episode))[0];
        _service.IsLimited = true;

        (await _lab.FetchFailureAsync(found)).Reason.ShouldBe(ProviderFailureReason.Busy);
    }

    [Fact]
    public async Task It_is_tried_out_without_a_key() => (await _lab.TestAsync(Name)).ShouldBe(("reached +", "It answers, and asks for no key."));
}
