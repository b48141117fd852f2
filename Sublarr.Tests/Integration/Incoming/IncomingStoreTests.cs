using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

public sealed class IncomingStoreTests : IDisposable
{
    private readonly IncomingApp _app = new();
    private readonly StoredReports _stored;

    public IncomingStoreTests() => _stored = new(_app);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Repeat_after_an_hour_is_a_report_of_its_own()
    {
        var report = ArrSamples.Report("sonarr-Download-new.json");
        var store = _app.Services.GetRequiredService<IIncomingStore>();

        var first = await store.StoreAsync(report, "{}", CancellationToken.None);
        _app.Clock.Ahead = TimeSpan.FromMinutes(59);
        var within = await store.StoreAsync(report, "{}", CancellationToken.None);
        _app.Clock.Ahead = TimeSpan.FromMinutes(61);
        var after = await store.StoreAsync(report, "{}", CancellationToken.None);

        first.State.ShouldBe(IncomingState.Accepted);
        within.ShouldBe(new IncomingReceipt(within.Id, first.JobId, IncomingState.Duplicate));
        after.State.ShouldBe(IncomingState.Accepted);
        after.JobId.ShouldNotBe(first.JobId);
    }

    [Fact]
    public async Task Report_stored_by_a_clock_that_was_ahead_makes_no_repeat()
    {
        var report = ArrSamples.Report("sonarr-Download-new.json");
        var store = _app.Services.GetRequiredService<IIncomingStore>();
        _app.Clock.Ahead = TimeSpan.FromDays(365);
        await store.StoreAsync(report, "{}", CancellationToken.None);
        _app.Clock.Ahead = TimeSpan.Zero;

        var now = await store.StoreAsync(report, "{}", CancellationToken.None);
        var repeat = await store.StoreAsync(report, "{}", CancellationToken.None);

        now.State.ShouldBe(IncomingState.Accepted);
        repeat.ShouldBe(new IncomingReceipt(repeat.Id, now.JobId, IncomingState.Duplicate));
    }

    [Fact]
    public async Task Full_disk_is_told_and_passes()
    {
        var client = _app.CreateApiClient();
        var body = Encoding.UTF8.GetBytes($$"""{"eventType":"Test","pad":"{{new string('x', 1_000_000)}}"}""");
        await LimitDatabaseAsync(pages: 1);

        using var refused = await client.PostAsync("/webhooks/sonarr", IncomingWebhookTests.Json(body));
        await LimitDatabaseAsync(pages: 1_000_000);
        using var taken = await client.PostAsync("/webhooks/sonarr", IncomingWebhookTests.Json(body));

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("configuration folder is full");
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        _stored.Count("SELECT COUNT(*) FROM incoming").ShouldBe(1);
    }

    [Theory]
    [InlineData("sonarr", "{\"eventType\":", "cannot be read")]
    [InlineData("sonarr", "[]", "not an object")]
    [InlineData("lidarr", "{}", "lidarr")]
    public async Task Stored_report_that_cannot_be_read_ends_its_job(string source, string body, string reason)
    {
        await _app.Services.GetRequiredService<GroupCommit>().WriteAsync(
            WriteUrgency.Awaited,
            session => session.Execute(
                "INSERT INTO incoming (job_id, source, instance, event_type, body, received_at, state) VALUES (7, $source, '', 'Test', $body, 0, 'accepted')",
                ("$source", source),
                ("$body", body)),
            CancellationToken.None);

        (await OutcomeOfAsync(7)).ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task Job_without_its_report_ends() =>
        (await OutcomeOfAsync(8)).ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldContain("no longer stored");

    [Fact]
    public async Task Job_run_again_publishes_nothing_new()
    {
        var receipt = await _app.Services.GetRequiredService<IIncomingStore>().StoreAsync(
            ArrSamples.Report("radarr-Grab.json"), Encoding.UTF8.GetString(ArrSamples.Bytes("radarr-Grab.json")), CancellationToken.None);
        await _stored.EventOfAsync(receipt.JobId!.Value);

        (await OutcomeOfAsync(receipt.JobId!.Value)).ShouldBeOfType<JobOutcome.Succeeded>();

        _stored.Count("SELECT COUNT(*) FROM events WHERE name = 'webhook_received'").ShouldBe(1);
    }

    private async Task<JobOutcome> OutcomeOfAsync(long jobId)
    {
        var handler = _app.Services.GetServices<IJobHandler>().Single(handler => handler.Kind == "webhook-received");
        var job = new Job(jobId, handler.Kind, "", "", handler.Kind, JobPriority.Critical, 1, null, null, null, 0, DateTimeOffset.UnixEpoch);
        return (await handler.RunAsync(new JobContext(job, _app.Services.GetRequiredService<IJobNotes>(), CancellationToken.None), CancellationToken.None)).Outcome;
    }

    // SQLite then answers as on a full disk: it never goes below the present size.
    private Task LimitDatabaseAsync(int pages) => _app.Services.GetRequiredService<GroupCommit>().WriteAsync(
        WriteUrgency.Awaited,
        session => session.Scalar($"PRAGMA max_page_count = {pages}"), CancellationToken.None);

    private sealed class IncomingApp : SublarrApp
    {
        public ShiftedClock Clock { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
        }
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
