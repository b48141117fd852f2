using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class QueueApiTests
{
    [Fact]
    public async Task A_pause_holds_over_a_restart_and_what_waited_begins_when_it_ends()
    {
        using var folder = new TemporaryFolder();
        long id;
        await using (var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo, folder: folder))
        {
            await engine.Queue.PauseAsync(ScriptedHandler.TestKind, CancellationToken.None);
            id = await engine.EnqueueAsync(ScriptedHandler.Job());
        }

        await using var later = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo, folder: folder);
        await later.EnqueueAsync(ScriptedHandler.Job());
        var waiting = await later.JobsAsync();
        await later.Queue.ResumeAsync(null, CancellationToken.None);
        await later.UntilIdleAsync();

        waiting.ShouldAllBe(job => job.State == JobState.Queued && job.Attempts == 0);
        (await later.JobAsync(id)).State.ShouldBe(JobState.Succeeded);
    }

    [Fact]
    public async Task A_lane_cannot_go_on_by_itself_while_the_whole_queue_is_paused()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        using var paused = await api.PostAsync("/api/v1/queue/pause", null);

        using var refused = await api.PostAsJsonAsync("/api/v1/queue/resume", new { lane = JobKinds.ScanMovie });
        using var laneToo = await api.PostAsJsonAsync("/api/v1/queue/pause", new { lane = JobKinds.ScanMovie });
        using var lane = await api.PostAsJsonAsync("/api/v1/queue/resume", new { lane = JobKinds.ScanMovie });

        (refused.StatusCode, laneToo.StatusCode, lane.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("The whole queue is paused");
    }

    [Fact]
    public async Task Two_who_pause_and_resume_in_the_same_moment_both_are_heard()
    {
        await using var engine = await Engine.StartAsync();
        var pauses = engine.Get<QueuePauses>();

        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => engine.Queue.PauseAsync(JobKinds.ScanMovie, CancellationToken.None))));
            pauses.Holds(JobKinds.ScanMovie).ShouldBeTrue();
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => engine.Queue.ResumeAsync(JobKinds.ScanMovie, CancellationToken.None))));
            pauses.Holds(JobKinds.ScanMovie).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task The_API_pauses_resumes_counts_filters_and_changes_priorities()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var job = new NewJob("of-a-newer-version", "A test", JobPriority.Low) { DueAt = DateTimeOffset.UtcNow.AddDays(1) };
        var id = (await app.Services.GetRequiredService<IJobQueue>().EnqueueAsync([job], CancellationToken.None))[0];

        using var paused = await api.PostAsync("/api/v1/queue/pause", null);
        var queue = await paused.Content.ReadFromJsonAsync<JsonElement>();
        using var unknown = await api.PostAsJsonAsync("/api/v1/queue/pause", new { lane = "nowhere" });
        using var resumed = await api.PostAsJsonAsync("/api/v1/queue/resume", new { });
        using var changed = await api.PostAsJsonAsync($"/api/v1/jobs/{id}/priority", new { priority = 2 });
        using var tooLow = await api.PostAsJsonAsync($"/api/v1/jobs/{id}/priority", new { priority = 11 });

        queue.GetProperty("paused").GetBoolean().ShouldBeTrue();
        var lane = queue.GetProperty("lanes").EnumerateArray().Single(each => each.GetProperty("name").GetString() == "of-a-newer-version");
        (lane.GetProperty("paused").GetBoolean(), lane.GetProperty("retrying").GetInt32()).ShouldBe((true, 1));
        (await resumed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("paused").GetBoolean().ShouldBeFalse();
        (unknown.StatusCode, changed.StatusCode, tooLow.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.Accepted, HttpStatusCode.BadRequest));
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/jobs?priority=2")).GetProperty("total").GetInt32().ShouldBe(1);
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/jobs?priority=8")).GetProperty("total").GetInt32().ShouldBe(0);
        (await api.GetStringAsync("/api/v1/audit")).ShouldContain("the whole queue");
    }

    [Fact]
    public async Task Many_jobs_are_counted_made_urgent_cancelled_and_run_again_while_the_queue_is_paused()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var queue = app.Services.GetRequiredService<IJobQueue>();
        var later = DateTimeOffset.UtcNow.AddDays(1);
        await queue.EnqueueAsync([.. Enumerable.Range(0, 250).Select(_ => new NewJob("of-a-newer-version", "A test", JobPriority.Low) { DueAt = later })], CancellationToken.None);
        await queue.EnqueueAsync([new NewJob("another", "Another", JobPriority.Low) { DueAt = later }], CancellationToken.None);
        await queue.PauseAsync(null, CancellationToken.None);
        var selection = new { state = "retrying", kind = "of-a-newer-version" };

        using var counted = await api.PostAsJsonAsync("/api/v1/jobs/bulk", new { action = "cancel", selection.state, selection.kind, dry_run = true });
        await ChangeAsync(new { action = "priority", selection.state, selection.kind, new_priority = 2 });
        var urgent = await TotalAsync("priority=2&state=retrying");
        await ChangeAsync(new { action = "cancel", selection.state, selection.kind });
        var cancelled = await TotalAsync("state=cancelled");
        await ChangeAsync(new { action = "run", state = "cancelled" });

        counted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await counted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("count").GetInt32().ShouldBe(250);
        (urgent, cancelled, await TotalAsync("state=queued"), await TotalAsync("state=retrying")).ShouldBe((250, 250, 250, 1));

        async Task ChangeAsync(object request)
        {
            using var accepted = await api.PostAsJsonAsync("/api/v1/jobs/bulk", request);
            accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            await Eventually.TrueAsync(async () => (await api.GetFromJsonAsync<JsonElement>(accepted.Headers.Location)).GetProperty("job").GetProperty("state").GetString() == "succeeded", () => "the jobs are not changed");
        }

        async Task<int> TotalAsync(string query) => (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs?{query}")).GetProperty("total").GetInt32();
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("run")]
    [InlineData("run-now")]
    [InlineData("priority")]
    public async Task A_job_that_is_not_there_is_not_found(string change)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var answer = await api.PostAsJsonAsync($"/api/v1/jobs/4711/{change}", new { priority = 3 });

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldBe("There is no such job.");
    }

    [Theory]
    [InlineData("/api/v1/jobs?priority=11", "priority", "A priority is 1 (first) to 10 (last).")]
    [InlineData("/api/v1/jobs?priority=0", "priority", "A priority is 1 (first) to 10 (last).")]
    [InlineData("/api/v1/jobs?state=lost", "state", "Use queued, running")]
    [InlineData("/api/v1/library/series?source=plex", "source", "Use one of: sonarr, radarr, folder.")]
    [InlineData("/api/v1/library/movies?source=1", "source", "Use one of: sonarr, radarr, folder.")]
    public async Task A_filter_that_means_nothing_is_refused_with_what_it_may_be(string address, string field, string words)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var answer = await api.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty(field)[0].GetString().ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public async Task A_job_that_waits_runs_now_and_one_that_is_held_says_why_it_does_not()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Phone", event_names = new[] { "upgrade_complete" }, url = "http://192.168.1.9/hook" });
        var webhook = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        using var paused = await api.PostAsync($"/api/v1/webhooks/{webhook}/pause", null);
        await app.Services.GetRequiredService<IEventBus>().PublishAsync(UpgradeComplete.Example, EventCause.None, CancellationToken.None);
        var held = (await api.GetFromJsonAsync<JsonElement>("/api/v1/jobs?state=held")).GetProperty("items")[0].GetProperty("id").GetInt64();
        var queue = app.Services.GetRequiredService<IJobQueue>();
        var waiting = (await queue.EnqueueAsync([new NewJob("of-a-newer-version", "A test", JobPriority.Low) { DueAt = DateTimeOffset.UtcNow.AddDays(1) }], CancellationToken.None))[0];
        await queue.PauseAsync(null, CancellationToken.None);

        var statuses = new List<HttpStatusCode>();
        foreach (var id in (long[])[waiting, waiting, held, 4_711])
        {
            using var answer = await api.PostAsync($"/api/v1/jobs/{id}/run-now", null);
            statuses.Add(answer.StatusCode);
        }

        using var refused = await api.PostAsync($"/api/v1/jobs/{held}/run-now", null);
        using var cancelled = await api.PostAsync($"/api/v1/jobs/{waiting}/cancel", null);
        using var ended = await api.PostAsync($"/api/v1/jobs/{waiting}/run-now", null);

        statuses.ShouldBe([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.NotFound]);
        (await DetailAsync(refused)).ShouldBe("It is held. “Phone” is paused: resume it first.");
        (await DetailAsync(ended)).ShouldBe("It has ended already (cancelled). Run it again instead.");

        static async Task<string?> DetailAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
    }

    [Theory]
    [InlineData("cancel", "succeeded", null, "action")]
    [InlineData("run", "succeeded", null, "action")]
    [InlineData("priority", "queued", null, "new_priority")]
    [InlineData("priority", "queued", 11, "new_priority")]
    [InlineData("delete", "queued", null, "action")]
    [InlineData("cancel", "3", null, "state")]
    [InlineData("cancel", null, null, "state")]
    public async Task What_cannot_be_done_to_many_jobs_is_refused_by_the_name_of_the_field(string action, string? state, int? priority, string field)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var refused = await api.PostAsJsonAsync("/api/v1/jobs/bulk", new { action, state, new_priority = priority });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
    }

    [Fact]
    public async Task A_change_of_many_jobs_that_was_cut_short_goes_on_at_the_next_start()
    {
        using var folder = new TemporaryFolder();
        var later = DateTimeOffset.UtcNow.AddDays(1);
        long changing;
        await using (var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo, folder: folder))
        {
            await engine.Queue.EnqueueAsync([.. Enumerable.Range(0, 1_000).Select(_ => ScriptedHandler.Job() with { DueAt = later })], CancellationToken.None);
            changing = (await engine.Get<IManyJobs>().ChangeAsync(new(JobState.Retrying), JobAction.Cancel, null, CancellationToken.None))!.Value.JobId;
            await Eventually.TrueAsync(async () => (await engine.JobsAsync()).Exists(job => job.State == JobState.Cancelled), () => "none is cancelled yet");
        }

        await using var next = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo, folder: folder);
        await next.UntilAsync(changing, JobState.Succeeded);

        (await next.JobsAsync()).Where(job => job.Id != changing).ShouldAllBe(job => job.State == JobState.Cancelled);
        (await next.AttemptsAsync(changing))[^1].Detail!.ShouldContain("1000 of 1000 jobs");
    }
}
