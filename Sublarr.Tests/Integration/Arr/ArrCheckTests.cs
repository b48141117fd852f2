using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Arr;

/// <summary>Whether instances answer is looked at all the time, and told when it changes.</summary>
public sealed class ArrCheckTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Engine _engine = null!;
    private FakeSonarr _sonarr = null!;
    private FakeRadarr _radarr = null!;

    public async Task InitializeAsync()
    {
        _engine = await Engine.StartAsync(Engine.WithoutSchedules, _clock);
        (_sonarr, _radarr) = (await FakeService.StartAsync<FakeSonarr>(), await FakeService.StartAsync<FakeRadarr>());
        await AddAsync(ArrSource.Sonarr, "Shows", _sonarr.Url);
        await AddAsync(ArrSource.Radarr, "Films", _radarr.Url);
    }

    public async Task DisposeAsync()
    {
        await _sonarr.DisposeAsync();
        await _radarr.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Each_is_asked_once_and_no_news_is_made_of_those_that_answer()
    {
        await CheckAsync();

        _sonarr.Request.Path.ShouldBe("/api/v3/system/status");
        _radarr.Request.Path.ShouldBe("/api/v3/system/status");
        (await StateAsync("Films")).Version.ShouldBe("4.0.15.2941");
        (await NewsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_told_once_when_one_has_failed_twice_and_once_when_it_answers_again()
    {
        _sonarr.IsAway = true;
        await CheckAsync();
        (await NewsAsync()).ShouldBeEmpty("it may only have been restarted");
        var since = (await StateAsync("Shows")).FailingSince;
        await CheckAsync();
        await CheckAsync();

        var down = (await NewsAsync()).ShouldHaveSingleItem();
        (down.GetProperty("component").GetString(), down.GetProperty("status").GetString()).ShouldBe(("sonarr", "error"));
        down.GetProperty("message").GetString()!.ShouldStartWith("\"Shows\" does not answer as it should. Sonarr is starting");
        (await StateAsync("Shows")).FailingSince.ShouldBe(since, "it has been so since the first time");
        (await StateAsync("Shows")).Problem!.ShouldContain("503");

        _sonarr.IsAway = false;
        await CheckAsync();
        await CheckAsync();

        var up = (await NewsAsync())[^1];
        (await NewsAsync()).Count.ShouldBe(2);
        (up.GetProperty("status").GetString(), up.GetProperty("message").GetString()).ShouldBe(("ok", "\"Shows\" answers again."));
        (await StateAsync("Shows")).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task One_failure_that_passes_is_no_news()
    {
        _sonarr.IsAway = true;
        await CheckAsync();
        _sonarr.IsAway = false;
        await CheckAsync();

        (await NewsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_program_under_the_row_of_a_sonarr_is_a_failure()
    {
        await AddAsync(ArrSource.Sonarr, "Mixed up", _radarr.Url);

        await CheckAsync();

        (await StateAsync("Mixed up")).Problem!.ShouldStartWith("Radarr answers at");
    }

    private async Task AddAsync(ArrSource source, string name, string url)
    {
        await using var context = await _engine.ContextAsync();
        var instance = new ArrInstance(source, _clock.GetUtcNow());
        instance.Edit(name, url, _engine.Get<ISecretProtector>().Protect(FakeSonarr.Key), isEnabled: true);
        context.Add(instance);
        await context.SaveChangesAsync();
    }

    private async Task CheckAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(5));
        await _engine.UntilAsync(await _engine.EnqueueAsync(new NewJob(ArrCheckHandler.JobKind, "Check", JobPriority.Low)), JobState.Succeeded);
    }

    private async Task<ArrState> StateAsync(string name)
    {
        await using var context = await _engine.ContextAsync();
        var id = await context.ArrInstances.Where(instance => instance.Name == name).Select(instance => instance.Id).SingleAsync();
        return await context.ArrStates.AsNoTracking().SingleAsync(state => state.InstanceId == id);
    }

    private async Task<List<JsonElement>> NewsAsync() =>
        [.. (await _engine.EventsAsync()).Where(row => row.Name == "health_changed").Select(row => JsonElement.Parse(row.Data))];
}
