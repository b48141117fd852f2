using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Schedules;

/// <summary>A schedule for each folder of the library.</summary>
public sealed class FolderScheduleTests : IAsyncDisposable
{
    private readonly TemporaryFolder _films = new();
    private readonly TemporaryFolder _series = new();
    private readonly TemporaryFolder _other = new();
    private readonly SublarrApp _app;
    private readonly HttpClient _api;

    public FolderScheduleTests()
    {
        _app = new SublarrApp { MediaPath = $"{_films.Path}:{_series.Path}" };
        _api = _app.CreateApiClient();
    }

    [Fact]
    public async Task A_folder_goes_with_the_others_until_it_is_given_times_of_its_own()
    {
        var common = await ScheduleAsync("library-scan");
        var before = await OfAsync(_films);
        using var changed = await _api.PutAsJsonAsync($"/api/v1/schedules/{Key(before)}", new { every_seconds = 7200 });
        var own = await changed.Content.ReadFromJsonAsync<JsonElement>();
        var other = await OfAsync(_series);
        using var back = await _api.DeleteAsync($"/api/v1/schedules/{Key(before)}");
        var after = await OfAsync(_films);

        (before.GetProperty("part_of").GetString(), before.GetProperty("follows").GetBoolean()).ShouldBe(("library-scan", true));
        before.GetProperty("next_runs")[0].GetDateTimeOffset().ShouldBe(common.GetProperty("next_runs")[0].GetDateTimeOffset());
        own.GetProperty("follows").GetBoolean().ShouldBeFalse();
        own.GetProperty("every_seconds").GetInt32().ShouldBe(7200);
        own.GetProperty("next_runs")[0].GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow.AddHours(2), TimeSpan.FromMinutes(1));
        other.GetProperty("follows").GetBoolean().ShouldBeTrue();
        back.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after.GetProperty("follows").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_times_as_the_others_can_be_its_own()
    {
        var schedule = await OfAsync(_films);

        using var changed = await _api.PutAsJsonAsync($"/api/v1/schedules/{Key(schedule)}", new { enabled = true });

        var own = await changed.Content.ReadFromJsonAsync<JsonElement>();
        (own.GetProperty("follows").GetBoolean(), own.GetProperty("cron").GetString()).ShouldBe((false, schedule.GetProperty("cron").GetString()));
    }

    [Fact]
    public async Task A_look_through_a_folder_is_one_job_whoever_asks_for_it()
    {
        _films.Put("Foo (2020)/Foo (2020).mkv");
        using var paused = await _api.PostAsJsonAsync("/api/v1/queue/pause", new { });
        var schedule = await OfAsync(_films);
        using var byHand = await _api.PostAsync("/api/v1/library/scan", null);
        var jobs = (await byHand.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_ids").EnumerateArray().Select(id => id.GetInt64()).ToList();

        using var run = await _api.PostAsync($"/api/v1/schedules/{Key(schedule)}/run", null);

        run.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        jobs.ShouldContain((await run.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64());
    }

    [Fact]
    public async Task The_scan_of_all_leaves_out_who_has_times_of_its_own_unless_a_person_runs_it()
    {
        await using var engine = await Engine.StartAsync(set: options => options.MediaPaths = [_films.Path, _series.Path]);
        await using (var context = await engine.ContextAsync())
        {
            var settings = new ScheduleSettings(FolderSchedule.KeyOf(_films.Path));
            settings.Change(isEnabled: false, new Trigger.Every(TimeSpan.FromHours(1)), DateTimeOffset.UtcNow);
            context.Add(settings);
            await context.SaveChangesAsync();
        }

        var byClock = await engine.EnqueueAsync(new("scheduled-library-scan", "Look through the library", JobPriority.Low));
        await engine.UntilAsync(byClock, JobState.Succeeded);
        await engine.UntilIdleAsync();
        var byHand = await engine.EnqueueAsync(new("scheduled-library-scan", "Look through the library", JobPriority.High) { Trigger = JobTrigger.Manual });
        await engine.UntilAsync(byHand, JobState.Succeeded);
        await engine.UntilIdleAsync();

        var jobs = await engine.JobsAsync();
        jobs.Where(job => job.ParentId == byClock).Select(job => job.Title).ShouldBe([$"Look through {_series.Path}"]);
        jobs.Where(job => job.ParentId == byHand).Select(job => job.Title).ShouldBe([$"Look through {_films.Path}", $"Look through {_series.Path}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_is_removed_takes_its_times_along()
    {
        using var added = await _api.PostAsJsonAsync("/api/v1/library/folders", new { path = Folder("anime") });
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        var key = Key(await NamedAsync(Folder("anime")));
        using var changed = await _api.PutAsJsonAsync($"/api/v1/schedules/{key}", new { enabled = false });

        using var removed = await _api.DeleteAsync($"/api/v1/library/folders/{id}");
        using var gone = await _api.PutAsJsonAsync($"/api/v1/schedules/{key}", new { enabled = true });
        using var again = await _api.PostAsJsonAsync("/api/v1/library/folders", new { path = Folder("anime") });

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await NamedAsync(Folder("anime"))).GetProperty("follows").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_interval_that_is_given_a_time_zone_is_refused_with_what_to_send()
    {
        using var refused = await _api.PutAsJsonAsync("/api/v1/schedules/clean-up", new { time_zone = "Europe/Berlin" });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var told = await refused.Content.ReadAsStringAsync();
        told.ShouldContain("time_zone");
        told.ShouldContain("Send cron too");
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
        _films.Dispose();
        _series.Dispose();
        _other.Dispose();
    }

    private static string Key(JsonElement schedule) => schedule.GetProperty("key").GetString()!;

    private string Folder(string name) => Directory.CreateDirectory(_other.File(name)).FullName;

    private async Task<JsonElement> ScheduleAsync(string key) =>
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/schedules")).EnumerateArray().Single(schedule => Key(schedule) == key);

    private Task<JsonElement> OfAsync(TemporaryFolder folder) => NamedAsync(folder.Path);

    private async Task<JsonElement> NamedAsync(string folder) =>
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/schedules")).EnumerateArray().Single(schedule => schedule.GetProperty("name").GetString() == $"Library scan of {folder}");
}
