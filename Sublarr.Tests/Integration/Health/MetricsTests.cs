using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Health;

public sealed class MetricsTests
{
    [Fact]
    public async Task Attempts_are_counted_by_channel_outcome_and_class_and_their_durations_by_bucket()
    {
        await using var good = WebhookReceiver.Start();
        await using var bad = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        await TestAsync(api, good.Url);
        await TestAsync(api, bad.Url);
        var text = "";
        await Eventually.TrueAsync(
            async () => (text = await api.GetStringAsync("/metrics")).Contains("""sublarr_attempts_total{channel="webhook",outcome="succeeded",failure="none"} 1"""), () => text);

        text.ShouldContain("""failure="http"} 1""");
        text.ShouldContain("# TYPE sublarr_attempt_duration_seconds histogram\n");
        text.ShouldContain("""sublarr_attempt_duration_seconds_bucket{channel="webhook",outcome="succeeded",le="+Inf"} 1""");
        text.ShouldContain("""sublarr_attempt_duration_seconds_count{channel="webhook",outcome="succeeded"} 1""");
        text.ShouldContain("""sublarr_queue_jobs{state="queued"} 0""");
        text.ShouldContain("\nsublarr_queue_oldest_due_seconds 0\n");
    }

    [Fact]
    public async Task Metrics_are_read_with_the_key_alone()
    {
        await using var app = new SublarrApp();
        using var nobody = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var prometheus = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        prometheus.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"prometheus:{app.ApiKey}")));

        using var refused = await nobody.GetAsync("/metrics");
        using var read = await prometheus.GetAsync("/metrics");

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        read.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
    }

    [Fact]
    public async Task A_measurement_allocates_nothing_whether_somebody_listens_or_not()
    {
        await using var engine = await Engine.StartAsync();
        var telemetry = engine.Get<JobTelemetry>();
        var job = SomeJob();
        var attempt = new JobAttempt(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(3), "succeeded", null, null);

        var unheard = Allocated(telemetry, job, attempt);
        engine.Get<IMetricsText>().Write().ShouldNotBeEmpty();
        var heard = Allocated(telemetry, job, attempt);

        unheard.ShouldBe(0);
        heard.ShouldBe(0);
    }

    [Fact]
    public async Task An_attempt_is_traced_while_somebody_listens()
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetrySource.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (seen)
                {
                    seen.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        await TestAsync(api, receiver.Url);

        await Eventually.TrueAsync(
            () =>
            {
                lock (seen)
                {
                    return Task.FromResult(seen.Exists(activity => Equals(activity.GetTagItem("sublarr.channel"), "webhook") && activity.Status == ActivityStatusCode.Error));
                }
            },
            () => "no trace of the attempt");
    }

    [Fact]
    public async Task Health_is_degraded_with_the_reason_when_a_due_job_waits_for_more_than_five_minutes()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var healthy = await api.GetFromJsonAsync<JsonElement>("/health");
        await using (var context = await app.ContextAsync())
        {
            var due = DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeMilliseconds();
            await context.Database.ExecuteSqlAsync(
                $"INSERT INTO jobs (kind, title, payload, priority, state, lane, rank, due_at, created_at, attempts, runs, hop, trigger, is_test) VALUES ('nobody', 'Waits', '{{}}', 1, 'queued', 'nobody', {due}, {due}, {due}, 0, 0, 0, 'automatic', 0)");
        }

        app.Services.GetRequiredService<HealthWatch>().Look();
        using var response = await api.GetAsync("/health");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var metrics = await api.GetStringAsync("/metrics");

        healthy.GetProperty("status").GetString().ShouldBe("healthy");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("status").GetString().ShouldBe("degraded");
        answer.GetProperty("reasons")[0].GetString()!.ShouldContain("has been waiting since");
        metrics.ShouldContain("""sublarr_queue_jobs{state="queued"} 1""");
        double.Parse(metrics.Split("\nsublarr_queue_oldest_due_seconds ")[1].Split('\n')[0]).ShouldBeGreaterThan(359);
    }

    private static long Allocated(JobTelemetry telemetry, Job job, JobAttempt attempt)
    {
        for (var index = 0; index < 1_000; index++)
        {
            telemetry.Ended(job, attempt, telemetry.Start(job));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 1_000; index++)
        {
            telemetry.Ended(job, attempt, null);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Job SomeJob() => new(1, JobKinds.Deliver, "A test", "{}", "7", new JobPriority(5), 1, null, null, null, 0, DateTimeOffset.UnixEpoch);

    private static async Task TestAsync(HttpClient api, string url)
    {
        using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "*", url, enabled = false });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        using var test = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);
        test.EnsureSuccessStatusCode();
    }
}
