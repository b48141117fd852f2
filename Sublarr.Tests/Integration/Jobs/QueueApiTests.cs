using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
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
}
