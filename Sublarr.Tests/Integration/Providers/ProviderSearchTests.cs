using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Schedules;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>All providers asked side by side, on a real database.</summary>
public sealed class ProviderSearchTests
{
    [Fact]
    public async Task One_that_fails_keeps_none_of_the_others()
    {
        await using var lab = await ProviderLab.StartAsync();
        await using var gestdown = await FakeService.StartAsync<FakeGestdown>();
        await using var subdl = await FakeService.StartAsync<FakeSubDl>();
        await lab.SetUpAsync("gestdown", ("base_url", gestdown.Url));
        await lab.SetUpAsync("subdl", ("base_url", $"{subdl.Url}/api/v1"), ("download_url", subdl.Url), ("api_key", FakeSubDl.Key));
        await lab.SetUpAsync("local", ("folder", "/there/is/no/such/folder"));
        subdl.AnswerNext(502, "<html><body>Bad gateway</body></html>");

        var answer = await lab.SearchAsync(ProviderLab.Episode);

        answer.Providers.ToDictionary(provider => provider.Provider, provider => provider.Failure?.Reason).ShouldBe(new Dictionary<string, ProviderFailureReason?>
        {
            ["gestdown"] = null, ["subdl"] = ProviderFailureReason.Broken, ["local"] = ProviderFailureReason.Unreachable,
        }, ignoreOrder: true);
        answer.Found.Count().ShouldBe(2);
        (await lab.StateAsync("subdl")).Failures.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_never_answers_is_left_behind_and_one_that_throws_is_told_of()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(
            services => services.RemoveAll<ISchedule>().RemoveAll<ISubtitleProvider>().AddSingleton<ISubtitleProvider>(new Oddity("embedded", Hang)).AddSingleton<ISubtitleProvider>(new Oddity("local", () => throw new InvalidOperationException("secret inside"))), clock);
        await SwitchOnAsync(engine, "embedded", "local");

        var searching = engine.Get<ProviderSearch>().SearchAsync(ProviderLab.Movie, CancellationToken.None);
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(searching.IsCompleted);
        }, () => "it waits for one that never answers");

        var failures = (await searching).Providers.Select(provider => provider.Failure!).ToList();
        failures.Select(failure => failure.Reason).ShouldBe([ProviderFailureReason.Broken, ProviderFailureReason.TooSlow], ignoreOrder: true);
        failures.ShouldAllBe(failure => !failure.Message.Contains("secret inside"));

        static async Task<IReadOnlyList<FoundSubtitle>> Hang() => await new TaskCompletionSource<IReadOnlyList<FoundSubtitle>>().Task;
    }

    [Fact]
    public async Task What_was_learned_of_a_provider_is_known_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using var service = await FakeService.StartAsync<FakeOpenSubtitles>();
        FoundSubtitle found;
        await using (var first = await ProviderLab.StartAsync(folder))
        {
            await first.SetUpAsync("opensubtitles", ("base_url", service.Base), ("api_key", FakeOpenSubtitles.Key));
            found = (await first.FoundAsync(ProviderLab.Episode))[0];
            service.Used = FakeOpenSubtitles.Allowed;
            await first.FetchFailureAsync(found);
            service.AnswerNext(429, "{}", ("Retry-After", "600"));
            await first.FailureAsync(ProviderLab.Episode);
        }

        service.Forget();
        await using var second = await ProviderLab.StartAsync(folder);

        (await second.SearchAsync(ProviderLab.Episode)).Providers.ShouldHaveSingleItem().IsSkipped.ShouldBeTrue();
        (await second.StateAsync("opensubtitles")).QuotaAt(second.Clock.GetUtcNow())!.Words.ShouldBe("0 of 20 left");
        second.Clock.Advance(TimeSpan.FromMinutes(11));
        (await second.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(1);
        (await second.FetchFailureAsync(found)).Reason.ShouldBe(ProviderFailureReason.QuotaUsedUp);
        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_fails_time_after_time_is_left_alone_for_longer_and_longer()
    {
        await using var lab = await ProviderLab.StartAsync();
        await using var gestdown = await FakeService.StartAsync<FakeGestdown>();
        await lab.SetUpAsync("gestdown", ("base_url", gestdown.Url));
        for (var time = 0; time < ProviderState.FailuresBeforePause; time++)
        {
            gestdown.AnswerNext(503, "");
            (await lab.FailureAsync(ProviderLab.Episode)).Reason.ShouldBe(ProviderFailureReason.Broken);
        }

        gestdown.Forget();
        (await lab.SearchAsync(ProviderLab.Episode)).Providers[0].IsSkipped.ShouldBeTrue();
        gestdown.Requests.ShouldBeEmpty();
        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        (await lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
        (await lab.StateAsync("gestdown")).Failures.ShouldBe(0);
    }

    [Fact]
    public async Task Each_failure_is_told_with_what_will_be_done_and_being_left_alone_is_none()
    {
        await using var lab = await ProviderLab.StartAsync();
        await using var gestdown = await FakeService.StartAsync<FakeGestdown>();
        await lab.SetUpAsync("gestdown", ("base_url", gestdown.Url));
        for (var time = 0; time < 3; time++)
        {
            gestdown.AnswerNext(503, "");
            await lab.FailureAsync(ProviderLab.Episode);
        }

        (await lab.SearchAsync(ProviderLab.Episode)).Providers[0].IsSkipped.ShouldBeTrue();

        var told = await ToldAsync(lab);
        told.Select(failed => (failed.Provider, failed.ConsecutiveFailures)).ShouldBe([("gestdown", 1), ("gestdown", 2), ("gestdown", 3)]);
        told.ShouldAllBe(failed => failed.Reason.Contains("has a fault of its own", StringComparison.Ordinal) && failed.Reason.Contains("503", StringComparison.Ordinal));
        told[2].RetryAt!.Value.ShouldBe((await lab.StateAsync("gestdown")).PausedUntil!.Value, TimeSpan.FromMilliseconds(1), "events tell milliseconds");
        told[1].RetryAt!.Value.ShouldBeLessThan(told[2].RetryAt!.Value);
        EventSentence.Of("provider_failed", (await lab.Engine.EventsAsync())[^1].Data).Text.ShouldStartWith("Gestdown failed: ");
    }

    [Fact]
    public async Task Who_needs_a_person_is_not_said_to_be_asked_again()
    {
        await using var lab = await ProviderLab.StartAsync();
        await using var service = await FakeService.StartAsync<FakeSubDl>();
        await lab.SetUpAsync("subdl", ("base_url", $"{service.Url}/api/v1"), ("download_url", service.Url), ("api_key", "anotherKey0123456"));

        await lab.FailureAsync(ProviderLab.Episode);

        (await ToldAsync(lab)).ShouldHaveSingleItem().RetryAt.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_wrong_with_one_subtitle_is_not_told_as_a_failure_of_its_provider()
    {
        await using var lab = await ProviderLab.StartAsync();
        await using var gestdown = await FakeService.StartAsync<FakeGestdown>();
        await lab.SetUpAsync("gestdown", ("base_url", gestdown.Url));
        var found = await lab.FoundAsync(ProviderLab.Episode);
        gestdown.AnswerNext(404, "");
        await lab.FetchFailureAsync(found[0]);
        (await ToldAsync(lab)).ShouldBeEmpty();

        gestdown.AnswerNext(502, "");
        await lab.FetchFailureAsync(found[0]);

        (await ToldAsync(lab)).ShouldHaveSingleItem().ConsecutiveFailures.ShouldBe(1);
    }

    private static async Task<List<ProviderFailed>> ToldAsync(ProviderLab lab) =>
        [.. (await lab.Engine.EventsAsync()).Where(row => row.Name == "provider_failed").Select(row => JsonSerializer.Deserialize<ProviderFailed>(row.Data, EventJson.Options)!)];

    private static async Task SwitchOnAsync(Engine engine, params string[] names)
    {
        await using var context = await engine.ContextAsync();
        foreach (var name in names)
        {
            var row = new ProviderRow(name);
            row.Edit(isEnabled: true, "{}");
            context.Add(row);
        }

        await context.SaveChangesAsync();
    }

    private sealed class Oddity(string name, Func<Task<IReadOnlyList<FoundSubtitle>>> search) : ISubtitleProvider
    {
        public ProviderCapabilities Capabilities => new(name, name, CandidateBits.Of()) { Media = [MediaType.Movie] };

        public Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken) => search();

        public Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
