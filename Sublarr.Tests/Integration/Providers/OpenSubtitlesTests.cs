using System.Text;
using System.Text.Json.Nodes;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>OpenSubtitles.com, as its recorded answers show it.</summary>
public sealed class OpenSubtitlesTests : IAsyncLifetime
{
    private const string Name = "opensubtitles";

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
    public async Task A_question_is_asked_in_its_own_form_and_costs_one_request()
    {
        await SetUpAsync();

        var found = (await _lab.FoundAsync(ProviderLab.Episode)).ShouldHaveSingleItem();

        _service.Request.Query.ShouldBe("?ai_translated=exclude&episode_number=5&languages=en,pt-br&parent_imdb_id=9000001&season_number=2");
        _service.Request.Headers["Api-Key"].ShouldBe(FakeOpenSubtitles.Key);
        _service.Request.Headers.ShouldNotContainKey("Authorization");
        (found.Id, found.Language, found.UploaderRank, found.Downloads, found.FramesPerSecond).ShouldBe(("51001", ProviderLab.English, "Trusted member", 1200, null));
        found.ToCandidate(ProviderLab.Episode).ShouldBe(new Candidate(
            Name, "en",
            CandidateBits.Of(ScoringKey.Series, ScoringKey.Year, ScoringKey.Season, ScoringKey.Episode, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution),
            Trust: 20, "Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA", "GROUPA"));
    }

    [Fact]
    public async Task A_title_without_ids_is_asked_for_by_name_and_a_redirect_into_another_form_is_followed()
    {
        await SetUpAsync();
        await _lab.FoundAsync(ProviderLab.Movie with { Ids = new(), Title = "Paper Comet: Überall" });
        _service.Request.Query.ShouldBe("?ai_translated=exclude&languages=en&query=paper+comet%3A+%C3%BCberall&type=movie&year=2019");
        _service.Forget();

        _service.AnswerNext(301, "", ("Location", "/api/v1/subtitles?languages=en"));
        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(1);

        _service.Requests.Count.ShouldBe(2);
        _service.Requests[1].Headers["Api-Key"].ShouldBe(FakeOpenSubtitles.Key);
    }

    [Fact]
    public async Task A_key_is_never_carried_to_another_host()
    {
        await SetUpAsync();
        await using var stranger = await FakeService.StartAsync<FakeOpenSubtitles>();

        _service.AnswerNext(301, "", ("Location", $"{stranger.Base}/subtitles?languages=en"));
        var failure = await _lab.FailureAsync(ProviderLab.Episode);

        failure.Reason.ShouldBe(ProviderFailureReason.Misconfigured);
        failure.Message.ShouldContain(stranger.Base);
        stranger.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_nobody_can_use_are_left_out_and_nulls_do_no_harm()
    {
        _service.Rows.Clear();
        var parts = FakeOpenSubtitles.Row(1, "en", "Two.Discs");
        parts["attributes"]!["files"]!.AsArray().Add(new JsonObject { ["file_id"] = 2, ["cd_number"] = 2, ["file_name"] = null });
        var nameless = FakeOpenSubtitles.Row(3, "en", "x");
        nameless["attributes"]!["files"]![0]!["file_name"] = null;
        nameless["attributes"]!["release"] = null;
        nameless["attributes"]!["feature_details"]!["parent_imdb_id"] = null;
        var silent = FakeOpenSubtitles.Row(4, "en", "x");
        silent["attributes"]!["language"] = null;
        _service.Rows.AddRange([parts, nameless, silent]);
        await SetUpAsync();

        var only = (await _lab.FoundAsync(ProviderLab.Episode)).ShouldHaveSingleItem();

        (only.Id, only.FileName, only.Releases.Count).ShouldBe(("50003", null, 0));
    }

    [Fact]
    public async Task A_hash_is_believed_only_where_the_rest_agrees()
    {
        var right = FakeOpenSubtitles.Row(1, "en", "a");
        right["attributes"]!["moviehash_match"] = true;
        var wrong = FakeOpenSubtitles.Row(2, "en", "b");
        wrong["attributes"]!["moviehash_match"] = true;
        wrong["attributes"]!["feature_details"] = new JsonObject { ["feature_type"] = "Movie", ["title"] = "Another Film", ["year"] = 1999 };
        _service.Rows.Clear();
        _service.Rows.AddRange([right, wrong]);
        await SetUpAsync();

        var found = await _lab.FoundAsync(ProviderLab.Episode with { Hash = new MovieHash(0x5b8f8f4e41ccb21e) });

        _service.Request.Query.ShouldContain("&moviehash=5b8f8f4e41ccb21e&");
        found.Select(subtitle => subtitle.Matched.Has(ScoringKey.Hash)).ShouldBe([true, false]);
    }

    [Fact]
    public async Task What_it_says_in_a_header_is_told()
    {
        await SetUpAsync();

        var failure = await _lab.FailureAsync(ProviderLab.Episode with { Hash = new MovieHash(0) });

        failure.Reason.ShouldBe(ProviderFailureReason.Refused);
        failure.Message.ShouldContain("moviehash is wrong");
        (await _lab.StateAsync(Name)).Failures.ShouldBe(0, "it is the question that is wrong");
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        _service.Rows.Clear();
        _service.Rows.AddRange(Enumerable.Range(1, 60).Select(id => FakeOpenSubtitles.Row(id, "en", $"r{id}")));
        await SetUpAsync();

        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(60);

        _service.Requests.Select(request => request.Query.Contains("&page=2&")).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_wrong_key_is_asked_once_and_then_left_alone()
    {
        await SetUpAsync(("api_key", "anotherKey00000000"));

        var refused = await _lab.FailureAsync(ProviderLab.Episode);
        var skipped = (await _lab.SearchAsync(ProviderLab.Episode)).Providers.ShouldHaveSingleItem();

        (refused.Reason, refused.NeedsPerson).ShouldBe((ProviderFailureReason.KeyRefused, true));
        refused.Message.ShouldContain("You cannot consume this service");
        skipped.IsSkipped.ShouldBeTrue();
        _service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Busy_for_a_moment_is_waited_for_and_longer_is_told()
    {
        await SetUpAsync();
        _service.AnswerNext(429, """{"message":"API rate limit exceeded"}""", ("Retry-After", "1"));
        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(1);

        _service.AnswerNext(429, """{"message":"API rate limit exceeded"}""", ("Retry-After", "120"));
        var failure = await _lab.FailureAsync(ProviderLab.Episode);

        failure.Reason.ShouldBe(ProviderFailureReason.Busy);
        failure.RetryAt.ShouldNotBeNull().ShouldBe(_lab.Clock.GetUtcNow() + TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(20));
        (await _lab.SearchAsync(ProviderLab.Episode)).Providers[0].IsSkipped.ShouldBeTrue();
        _lab.Clock.Advance(TimeSpan.FromMinutes(3));
        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task That_the_next_second_is_free_is_told_with_every_answer_and_says_nothing_of_a_fault()
    {
        await SetUpAsync();
        for (var time = 0; time < ProviderState.FailuresBeforePause; time++)
        {
            _service.AnswerNext(502, "<html><body>Bad gateway</body></html>", ("RateLimit-Reset", "1"), ("x-ratelimit-reset-after", "1"));
            (await _lab.FailureAsync(ProviderLab.Episode)).RetryAt.ShouldBeNull();
        }

        _lab.Clock.Advance(TimeSpan.FromSeconds(30));
        (await _lab.SearchAsync(ProviderLab.Episode)).Providers[0].IsSkipped.ShouldBeTrue();
    }

    [Fact]
    public async Task With_none_left_the_time_of_the_reset_is_kept_whatever_the_header_says_of_the_next_question()
    {
        await SetUpAsync();
        var found = (await _lab.FoundAsync(ProviderLab.Episode))[0];
        _service.AnswerNext(
            406, """{"requests":20,"remaining":-1,"message":"You have downloaded your allowed 20 subtitles for 24h.","reset_time":"5 hours","reset_time_utc":"2126-01-15T17:00:00.000Z"}""", ("Retry-After", "1"));

        var failure = await _lab.FetchFailureAsync(found);
        _lab.Clock.Advance(TimeSpan.FromMinutes(1));
        _service.Forget();
        await _lab.FetchFailureAsync(found);

        (failure.Reason, failure.RetryAt!.Value.Year).ShouldBe((ProviderFailureReason.QuotaUsedUp, 2126));
        _service.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(502, "<html><body>Bad gateway</body></html>", ProviderFailureReason.Broken)]
    [InlineData(200, "<!DOCTYPE html><html></html>", ProviderFailureReason.Strange)]
    [InlineData(200, "{\"data\":", ProviderFailureReason.Strange)]
    public async Task A_page_and_half_an_answer_are_no_answer(int status, string body, ProviderFailureReason reason)
    {
        await SetUpAsync();
        _service.AnswerNext(status, body);

        (await _lab.FailureAsync(ProviderLab.Episode)).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Fetching_counts_what_is_left_and_gives_the_link_no_key()
    {
        await SetUpAsync();
        var found = (await _lab.FoundAsync(ProviderLab.Episode))[0];

        var fetched = await _lab.FetchAsync(found);

        fetched.Name.ShouldBe("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.srt");
        Encoding.UTF8.GetString(fetched.Content).ShouldContain("Hello");
        fetched.Quota!.Words.ShouldBe("16 of 20 left");
        (await _lab.StateAsync(Name)).QuotaAt(_lab.Clock.GetUtcNow())!.Left.ShouldBe(16);
        _service.Requests[^1].Headers.ShouldNotContainKey("Api-Key");
    }

    [Fact]
    public async Task With_none_left_it_is_not_asked_again_before_the_reset_and_searching_goes_on()
    {
        await SetUpAsync();
        var found = (await _lab.FoundAsync(ProviderLab.Episode))[0];
        _service.Used = FakeOpenSubtitles.Allowed;

        var failure = await _lab.FetchFailureAsync(found);
        _service.Forget();
        var again = await _lab.FetchFailureAsync(found);

        failure.Reason.ShouldBe(ProviderFailureReason.QuotaUsedUp);
        failure.Quota!.Words.ShouldBe("0 of 20 left");
        failure.RetryAt!.Value.Year.ShouldBe(2126);
        again.Reason.ShouldBe(ProviderFailureReason.QuotaUsedUp);
        _service.Requests.ShouldBeEmpty();
        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_link_that_has_ended_is_asked_for_once_more()
    {
        _service.EndsLinks = true;
        await SetUpAsync();

        (await _lab.FetchAsync((await _lab.FoundAsync(ProviderLab.Episode))[0])).Content.ShouldNotBeEmpty();

        _service.Requests.Count(request => request.Path == "/api/v1/download").ShouldBe(2);
    }

    [Fact]
    public async Task A_damaged_file_has_used_up_a_download_all_the_same()
    {
        _service.File = [];
        await SetUpAsync();

        var failure = await _lab.FetchFailureAsync((await _lab.FoundAsync(ProviderLab.Episode))[0]);

        (failure.Reason, failure.Quota!.Left).ShouldBe((ProviderFailureReason.NotThere, 16));
        (await _lab.StateAsync(Name)).QuotaUsed.ShouldBe(4);
    }

    [Fact]
    public async Task The_host_that_its_sign_in_names_is_asked_from_then_on()
    {
        _service.NamedHost = $"localhost:{new Uri(_service.Url).Port}";
        await SetUpWithAccountAsync();

        await _lab.FoundAsync(ProviderLab.Episode);
        await _lab.FoundAsync(ProviderLab.Episode);

        _service.Requests.Select(request => (request.Path, request.Headers["Host"].Split(':')[0])).ShouldBe([("/api/v1/login", "127.0.0.1"), ("/api/v1/subtitles", "localhost"), ("/api/v1/subtitles", "localhost")]);
        _service.Requests[^1].Headers["Authorization"].ShouldBe("Bearer token-number-1");
    }

    [Fact]
    public async Task A_token_that_has_ended_is_renewed_once_and_the_second_answer_counts()
    {
        await SetUpWithAccountAsync();
        await _lab.FoundAsync(ProviderLab.Episode);
        _service.EndTokens();

        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(1);

        _service.Requests.Count(request => request.Path == "/api/v1/login").ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_shown_nowhere()
    {
        await SetUpWithAccountAsync(("password", "wrong-harbour"));

        var failure = await _lab.FailureAsync(ProviderLab.Episode);
        await _lab.SearchAsync(ProviderLab.Episode);

        failure.Reason.ShouldBe(ProviderFailureReason.KeyRefused);
        failure.Message.ShouldContain("remaining:9");
        failure.Message.ShouldNotContain("wrong-harbour");
        _service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_test_goes_as_far_as_it_can()
    {
        await SetUpWithAccountAsync();
        (await _lab.TestAsync(Name)).ShouldBe(("reached + key accepted + signed in + downloads left +", "17 of 20 left today."));
        _service.AnswerNext(403, """{"message":"You cannot consume this service"}""");
        (await _lab.TestAsync(Name)).Steps.ShouldBe("reached + key accepted -");
        _service.AnswerNext(200, "<html></html>");
        (await _lab.TestAsync(Name)).Steps.ShouldBe("reached -");
        _service.Used.ShouldBe(3, "a test uses up nothing");
    }

    private Task SetUpAsync(params (string Name, string Value)[] more) => _lab.SetUpAsync(Name, [("base_url", _service.Base), ("api_key", FakeOpenSubtitles.Key), .. more]);

    private Task SetUpWithAccountAsync(params (string Name, string Value)[] more) => SetUpAsync([("username", FakeOpenSubtitles.User), ("password", FakeOpenSubtitles.Password), .. more]);
}
