using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Deliveries;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Integration.Subscriptions;

public sealed class HealthApiTests : IAsyncLifetime
{
    private readonly DeliveryLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task A_webhook_tells_its_success_its_duration_and_its_last_day()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500)).Then(ReceiverAnswer.Status(200), ReceiverAnswer.Status(204), ReceiverAnswer.Status(200));
        var id = await _lab.CreateAsync(receiver.Url);
        (await HealthAsync(id)).GetProperty("state").GetString().ShouldBe("idle");

        for (var number = 0; number < 4; number++)
        {
            await _lab.PublishAsync();
        }

        await _lab.UntilAsync("succeeded", 3);
        await _lab.UntilAsync("dead");

        var health = await HealthAsync(id);
        (health.GetProperty("attempts").GetInt32(), health.GetProperty("failed").GetInt32()).ShouldBe((4, 1));
        health.GetProperty("success_rate").GetDouble().ShouldBe(0.75);
        health.GetProperty("p95_ms").GetDouble().ShouldBeGreaterThan(0);
        health.GetProperty("state").GetString().ShouldBe("failing");
        health.GetProperty("breaker").GetString().ShouldBe("closed");
        var hours = health.GetProperty("hours").EnumerateArray().ToList();
        hours.Count.ShouldBe(24);
        hours.Sum(hour => hour.GetProperty("succeeded").GetInt32()).ShouldBe(3);
        hours.Sum(hour => hour.GetProperty("failed").GetInt32()).ShouldBe(1);
        (await _lab.GetAsync("/api/v1/webhooks"))[0].GetProperty("health").GetProperty("attempts").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_shows_an_open_breaker_and_what_it_holds()
    {
        var id = await _lab.CreateAsync(await NowhereAsync());

        for (var number = 0; number < 12; number++)
        {
            await _lab.PublishAsync();
        }

        await Eventually.TrueAsync(async () => (await HealthAsync(id)).GetProperty("breaker").GetString() == "open", () => "the breaker is not shown as open");

        var health = await HealthAsync(id);
        health.GetProperty("state").GetString().ShouldBe("unreachable");
        health.GetProperty("breaker_until").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        await Eventually.TrueAsync(async () => (await HealthAsync(id)).GetProperty("held").GetInt32() > 0, () => "nothing is shown as held");
        (await HealthAsync(id)).GetProperty("oldest_at").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task A_paused_webhook_is_sent_nothing_says_so_and_goes_on_with_what_was_chosen()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await _lab.CreateAsync(receiver.Url);
        (await StatusOfAsync($"/api/v1/webhooks/{id}/pause")).ShouldBe(HttpStatusCode.NoContent);

        for (var number = 0; number < 3; number++)
        {
            await _lab.PublishAsync();
        }

        await _lab.UntilAsync("held", 3);
        receiver.Requests.ShouldBeEmpty();
        var health = await HealthAsync(id);
        (health.GetProperty("state").GetString(), health.GetProperty("paused").GetBoolean(), health.GetProperty("held").GetInt32()).ShouldBe(("paused", true, 3));
        health.GetProperty("paused_at").GetDateTimeOffset().ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow);
        (await _lab.GetAsync($"/api/v1/webhooks/{id}/held?max_age_hours=1")).GetProperty("count").GetInt32().ShouldBe(3);

        var (status, result) = await _lab.PostAsync($"/api/v1/webhooks/{id}/resume", new { per_second = 100 });

        status.ShouldBe(HttpStatusCode.OK);
        (result.GetProperty("released").GetInt32(), result.GetProperty("discarded").GetInt32()).ShouldBe((3, 0));
        await _lab.UntilAsync("succeeded", 3);
        receiver.Requests.Count.ShouldBe(3);
        (await HealthAsync(id)).GetProperty("paused").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_webhook_that_was_switched_off_for_good_reason_comes_back_without_what_was_held()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Gone);
        var id = await _lab.CreateAsync(receiver.Url);
        await _lab.PublishAsync();
        await Eventually.TrueAsync(async () => (await HealthAsync(id)).GetProperty("state").GetString() == "disabled", () => "410 did not switch it off");
        var health = await HealthAsync(id);
        health.GetProperty("disabled_reason").GetString()!.ShouldContain("410");
        health.GetProperty("disabled_at").GetDateTimeOffset().ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow);
        await _lab.PublishAsync();
        await Eventually.TrueAsync(async () => (await HealthAsync(id)).GetProperty("held").GetInt32() > 0, () => "what came while it was off is not held");
        receiver.Answer = ReceiverAnswer.Status(200);

        var (status, result) = await _lab.PostAsync($"/api/v1/webhooks/{id}/enable", new { discard = true });

        status.ShouldBe(HttpStatusCode.OK);
        result.GetProperty("released").GetInt32().ShouldBe(0);
        result.GetProperty("discarded").GetInt32().ShouldBeGreaterThan(0);
        (await HealthAsync(id)).GetProperty("disabled_at").ValueKind.ShouldBe(JsonValueKind.Null);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"max_age_hours":0}""", "max_age_hours")]
    [InlineData("""{"per_second":100000}""", "per_second")]
    public async Task A_choice_that_cannot_be_made_is_named(string body, string field)
    {
        var id = await _lab.CreateAsync(await NowhereAsync());
        using var response = await _lab.Api.PostAsync($"/api/v1/webhooks/{id}/resume", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(field);
    }

    [Fact]
    public async Task Hooks_and_webhooks_do_not_answer_for_each_other()
    {
        var id = await _lab.CreateAsync(await NowhereAsync());

        foreach (var verb in (string[])["pause", "resume", "enable", "disable"])
        {
            (await StatusOfAsync($"/api/v1/hooks/{id}/{verb}")).ShouldBe(HttpStatusCode.NotFound, verb);
        }
    }

    [Fact]
    public async Task Each_question_is_answered_by_its_index_however_long_the_log_is()
    {
        await using var context = await _lab.App.ContextAsync();
        var queries = new Dictionary<string, (IQueryable Query, string Index)>
        {
            ["held"] = (DeliveryFigures.Held(context, "[1]"), "ix_jobs_held (subscription_id=?)"),
            ["retrying"] = (DeliveryFigures.Retrying(context, "[1]"), "ix_jobs_waiting (subscription_id=?)"),
            ["queued"] = (DeliveryFigures.Queued(context, "[1]"), "ix_jobs_ready (lane=?)"),
            ["hours"] = (DeliveryFigures.Hours(context, "[1]", 490_000), "PRIMARY KEY (subscription_id=? AND hour>?)"),
            ["durations"] = (DeliveryFigures.Durations(context, "[1]", 490_000), "PRIMARY KEY (subscription_id=? AND hour>?)"),
        };

        foreach (var (name, (query, index)) in queries)
        {
            (await PlanAsync(context, query)).ShouldContain(index, Case.Sensitive, name);
        }
    }

    private static async Task<string> PlanAsync(SublarrDbContext context, IQueryable query)
    {
        var sql = string.Join('\n', query.ToQueryString().Split('\n').Where(line => !line.StartsWith(".param", StringComparison.Ordinal))).Replace("@p0", "'[1]'").Replace("p0", "'[1]'").Replace("@p1", "490000").Replace("p1", "490000");
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        return string.Join('\n', steps);
    }

    // A port that was somebody's a moment ago and is nobody's now.
    private static async Task<string> NowhereAsync()
    {
        await using var receiver = WebhookReceiver.Start();
        return receiver.Url;
    }

    private async Task<JsonElement> HealthAsync(long id) => (await _lab.GetAsync($"/api/v1/webhooks/{id}")).GetProperty("health");

    private async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await _lab.Api.PostAsync(path, null);
        return response.StatusCode;
    }
}
