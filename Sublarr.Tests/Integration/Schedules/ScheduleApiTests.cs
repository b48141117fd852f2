using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Schedules;

public sealed class ScheduleApiTests : IDisposable
{
    private readonly SublarrApp _app = new();
    private readonly HttpClient _api;

    public ScheduleApiTests() => _api = _app.CreateApiClient();

    [Fact]
    public async Task The_list_tells_when_each_runs_next()
    {
        var schedule = await CleanUpAsync();

        schedule.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        schedule.GetProperty("every_seconds").GetInt32().ShouldBe(3600);
        schedule.GetProperty("cron").ValueKind.ShouldBe(JsonValueKind.Null);
        schedule.GetProperty("last_run").ValueKind.ShouldBe(JsonValueKind.Null);
        var next = schedule.GetProperty("next_runs").EnumerateArray().Select(run => run.GetDateTimeOffset()).ToList();
        next.Count.ShouldBe(5);
        (next[4] - next[0]).ShouldBe(TimeSpan.FromHours(4));
    }

    [Fact]
    public async Task One_is_told_alone_and_one_that_is_not_there_says_where_they_are_listed()
    {
        var one = await _api.GetFromJsonAsync<JsonElement>("/api/v1/schedules/clean-up");
        using var none = await _api.GetAsync("/api/v1/schedules/tidy-up");

        one.GetRawText().ShouldBe((await CleanUpAsync()).GetRawText());
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var problem = await none.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("title").GetString(), problem.GetProperty("detail").GetString()).ShouldBe(("There is no such schedule.", "GET /api/v1/schedules lists those that there are."));
    }

    [Fact]
    public async Task A_change_is_kept_told_in_the_audit_trail_and_shown_with_its_next_runs()
    {
        var changed = await PutAsync(new { cron = "30 3 * * *", time_zone = "Europe/Berlin" });
        var off = await PutAsync(new { enabled = false });
        var audit = await _api.GetStringAsync("/api/v1/audit");

        changed.GetProperty("cron").GetString().ShouldBe("30 3 * * *");
        changed.GetProperty("every_seconds").ValueKind.ShouldBe(JsonValueKind.Null);
        changed.GetProperty("next_runs").GetArrayLength().ShouldBe(5);
        off.GetProperty("cron").GetString().ShouldBe("30 3 * * *", "what is left out keeps its value");
        off.GetProperty("next_runs").GetArrayLength().ShouldBe(0);
        audit.ShouldContain("clean-up");
        audit.ShouldContain("30 3 * * *");
    }

    [Fact]
    public async Task The_same_again_puts_nothing_off()
    {
        var first = await PutAsync(new { every_seconds = 7200 });
        await Task.Delay(1_100);

        var again = await PutAsync(new { every_seconds = 7200, enabled = true });

        again.GetProperty("next_runs")[0].GetDateTimeOffset().ShouldBe(first.GetProperty("next_runs")[0].GetDateTimeOffset());
    }

    [Fact]
    public async Task It_can_be_run_now_and_then_tells_of_that_run()
    {
        using var response = await _api.PostAsync("/api/v1/schedules/clean-up/run", null);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        await Eventually.TrueAsync(async () => (await CleanUpAsync()).GetProperty("last_run").GetProperty("state").GetString() == "succeeded", () => "it has not run");
        var job = (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{id}")).GetProperty("job");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.Location!.ToString().ShouldBe($"/api/v1/jobs/{id}");
        (await CleanUpAsync()).GetProperty("last_run").GetProperty("job_id").GetInt64().ShouldBe(id);
        job.GetProperty("kind").GetString().ShouldBe("scheduled-clean-up");
        job.GetProperty("progress").GetProperty("done").GetInt32().ShouldBe(job.GetProperty("progress").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_run_that_only_queues_others_ends_as_they_do()
    {
        using var media = new TemporaryFolder();
        await using var app = new SublarrApp { MediaPath = media.Path };
        using var api = app.CreateApiClient();
        using var response = await api.PostAsync("/api/v1/schedules/library-scan/run", null);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        await Eventually.TrueAsync(async () => await StateAsync() == "succeeded", () => "it has not run");
        var scan = (await api.GetFromJsonAsync<JsonElement>("/api/v1/jobs?kind=library-scan")).GetProperty("items")[0];

        var part = new NewJob("of-a-newer-version", "A part", JobPriority.Low) { ParentId = id, DueAt = DateTimeOffset.UtcNow.AddDays(1) };
        var partId = (await app.Services.GetRequiredService<IJobQueue>().EnqueueAsync([part], CancellationToken.None))[0];
        var open = await StateAsync();
        using var cancelled = await api.PostAsync($"/api/v1/jobs/{partId}/cancel", null);

        scan.GetProperty("priority").GetInt32().ShouldBe(JobPriority.High.Value, "a person asked for it");
        open.ShouldBe("running");
        (await StateAsync()).ShouldBe("cancelled");

        async Task<string?> StateAsync() => (await api.GetFromJsonAsync<JsonElement>("/api/v1/schedules")).EnumerateArray()
            .Single(schedule => schedule.GetProperty("key").GetString() == "library-scan").GetProperty("last_run").GetProperty("state").GetString();
    }

    [Theory]
    [InlineData("""{"cron":"61 * * * *"}""", "cron", "between 0 and 59")]
    [InlineData("""{"cron":"0 3 * * *","every_seconds":60}""", "cron", "not both")]
    [InlineData("""{"every_seconds":5}""", "every_seconds", "Enter 60 to")]
    [InlineData("""{"cron":"0 3 * * *","time_zone":"Atlantis"}""", "time_zone", "Europe/Berlin")]
    public async Task What_cannot_be_is_refused_with_the_field_and_what_helps(string body, string field, string part)
    {
        using var response = await _api.PutAsync("/api/v1/schedules/clean-up", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(part);
        (await CleanUpAsync()).GetProperty("every_seconds").GetInt32().ShouldBe(3600);
    }

    [Fact]
    public async Task One_that_does_not_exist_is_not_found()
    {
        using var changed = await _api.PutAsJsonAsync("/api/v1/schedules/nothing", new { enabled = false });
        using var run = await _api.PostAsync("/api/v1/schedules/nothing/run", null);

        (changed.StatusCode, run.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
    }

    private async Task<JsonElement> CleanUpAsync() =>
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/schedules")).EnumerateArray().Single(schedule => schedule.GetProperty("key").GetString() == "clean-up");

    private async Task<JsonElement> PutAsync(object body)
    {
        using var response = await _api.PutAsJsonAsync("/api/v1/schedules/clean-up", body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
