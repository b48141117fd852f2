using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>SubDL, version 1 of its API.</summary>
public sealed class SubDlTests : IAsyncLifetime
{
    private const string Name = "subdl";

    private ProviderLab _lab = null!;
    private FakeSubDl _service = null!;

    public async Task InitializeAsync()
    {
        _lab = await ProviderLab.StartAsync();
        _service = await FakeService.StartAsync<FakeSubDl>();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task What_it_has_is_read_and_no_key_stays_in_it()
    {
        await SetUpAsync();

        var found = await _lab.FoundAsync(ProviderLab.Episode);

        _service.Request.Query.ShouldContain("&imdb_id=tt9000001&type=tv&season_number=2&episode_number=5&languages=EN%2CBR_PT&");
        found.Select(subtitle => (subtitle.Id, subtitle.Language, subtitle.IsHearingImpaired)).ShouldBe(
            [("/subtitle/2506211-1689020.zip", ProviderLab.English, true), ("/subtitle/3.zip", ProviderLab.English, false)], "a language that nobody wants, and a pack, are left out");
        found.ShouldAllBe(subtitle => subtitle.ToCandidate(ProviderLab.Episode).Bits.Has(ScoringKey.Episode));
        found.ShouldAllBe(subtitle => !subtitle.ToString().Contains(FakeSubDl.Key));
    }

    [Fact]
    public async Task A_pack_of_the_season_is_found_where_it_is_wanted()
    {
        await SetUpAsync();

        var pack = (await _lab.FoundAsync(ProviderLab.Episode with { WantsPacks = true })).Single(subtitle => subtitle.IsPack);

        _service.Request.Query.ShouldContain("&full_season=1");
        (pack.Language, pack.Matched.Has(ScoringKey.Season), pack.Matched.Has(ScoringKey.Episode)).ShouldBe((ProviderLab.Brazilian, true, true));
    }

    [Fact]
    public async Task An_error_inside_an_answer_is_nothing_found_or_a_key_refused()
    {
        await SetUpAsync();
        (await _lab.FoundAsync(ProviderLab.Movie)).ShouldBeEmpty();
        _service.AnswerNext(200, """{"status":false,"error":"API key is not valid"}""");
        var inside = await _lab.FailureAsync(ProviderLab.Movie);

        inside.Reason.ShouldBe(ProviderFailureReason.KeyRefused);
        inside.Message.ShouldNotContain(FakeSubDl.Key);
    }

    [Fact]
    public async Task Its_key_is_in_no_message_and_in_no_row_even_where_it_repeats_the_address()
    {
        await SetUpAsync();
        _service.AnswerNext(500, $$"""{"message":"GET /api/v1/subtitles?api_key={{FakeSubDl.Key}} failed"}""");

        var failure = await _lab.FailureAsync(ProviderLab.Episode);

        failure.Message.ShouldContain("failed");
        failure.Message.ShouldNotContain(FakeSubDl.Key);
        await using var context = await _lab.Engine.ContextAsync();
        (await context.ProviderStates.AsNoTracking().SingleAsync()).Problem!.ShouldNotContain(FakeSubDl.Key);
        (await context.Providers.AsNoTracking().SingleAsync()).Settings.ShouldNotContain(FakeSubDl.Key);
    }

    [Fact]
    public async Task A_file_is_fetched_without_the_key_and_a_limit_is_a_quota()
    {
        await SetUpAsync();
        var found = (await _lab.FoundAsync(ProviderLab.Episode))[0];
        var fetched = await _lab.FetchAsync(found);
        _service.IsUsedUp = true;

        (fetched.Name, fetched.Content[0]).ShouldBe(("2506211-1689020.zip", (byte)0x50));
        (await _lab.FetchFailureAsync(found)).Reason.ShouldBe(ProviderFailureReason.QuotaUsedUp);
        (await _lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty("searching goes on");
    }

    [Fact]
    public async Task A_test_tells_a_wrong_key_from_a_right_one()
    {
        await SetUpAsync();
        (await _lab.TestAsync(Name)).Steps.ShouldBe("reached + key accepted +");
        _service.AnswerNext(403, """{"status":false,"error":"invalid api key"}""");
        (await _lab.TestAsync(Name)).Steps.ShouldBe("reached + key accepted -");
    }

    private Task SetUpAsync() => _lab.SetUpAsync(Name, ("base_url", $"{_service.Url}/api/v1"), ("download_url", _service.Url), ("api_key", FakeSubDl.Key));
}
