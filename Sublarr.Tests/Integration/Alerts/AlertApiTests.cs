using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Alerts;

namespace Sublarr.Tests.Integration.Alerts;

public sealed class AlertApiTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Alerts_are_told_newest_first_as_sentences_with_where_to_go_and_other_events_are_none()
    {
        await PublishAsync(new SubscriptionDisabled(5, "Discord", "webhook", "The server answered 410 Gone."));
        await PublishAsync(SubtitleDownloaded.Example);
        await PublishAsync(HookFailed.Example);
        await PublishAsync(DeliveryRecovered.Example);
        await PublishAsync(HealthChanged.Example);
        await PublishAsync(new JobFailed(9, "replay", "Replay", 1, "The disk is full.", null, null, null, 0));

        var answer = await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts");

        var items = answer.GetProperty("items").EnumerateArray().ToList();
        answer.GetProperty("unread").GetInt32().ShouldBe(5);
        items.Select(item => item.GetProperty("event_name").GetString()).ShouldBe(["job_failed", "health_changed", "delivery_recovered", "hook_failed", "subscription_disabled"]);
        items.Select(item => item.GetProperty("path").GetString()![..5]).ShouldBe(["jobs/", "event", "webho", "log/1", "webho"]);
        items[4].GetProperty("text").GetString().ShouldBe("Webhook “Discord” was switched off: The server answered 410 Gone.");
        items[4].GetProperty("path").GetString().ShouldBe("webhooks/5");
        items[3].GetProperty("path").GetString().ShouldBe("log/1043");
        items.ShouldAllBe(item => !item.GetProperty("seen").GetBoolean());
    }

    [Fact]
    public async Task What_was_read_is_marked_up_to_there_and_never_beyond_what_has_happened()
    {
        await PublishAsync(SubscriptionDisabled.Example);
        await PublishAsync(SubscriptionRecovered.Example);
        var first = (await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("items")[1].GetProperty("sequence").GetInt64();

        using var one = await _api.PostAsJsonAsync("/api/v1/alerts/seen", new { up_to = first });
        one.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var half = await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts");
        using var all = await _api.PostAsJsonAsync("/api/v1/alerts/seen", new { up_to = long.MaxValue });
        await PublishAsync(HookFailed.Example);

        half.GetProperty("unread").GetInt32().ShouldBe(1);
        half.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seen").GetBoolean()).ShouldBe([false, true]);
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts?limit=0")).GetProperty("unread").GetInt32().ShouldBe(1, "what comes later is unread");
        await using var context = await _app.ContextAsync();
        (await context.Audit.CountAsync(row => row.Action == "changed")).ShouldBe(0, "reading changes no configuration");
    }

    [Theory]
    [InlineData("GET", "/api/v1/alerts?limit=201", "limit")]
    [InlineData("GET", "/api/v1/alerts?limit=-1", "limit")]
    [InlineData("GET", "/api/v1/alerts?before=yesterday", "before")]
    [InlineData("POST", "/api/v1/alerts/seen", "up_to")]
    public async Task What_cannot_be_read_is_named(string method, string path, string field)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "POST" ? JsonContent.Create(new { }) : null;

        using var response = await _api.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Older_alerts_come_page_by_page()
    {
        for (var number = 0; number < 5; number++)
        {
            await PublishAsync(SubscriptionDisabled.Example);
        }

        var seen = new List<long>();
        for (long? before = null; ;)
        {
            var items = (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/alerts?limit=2{(before is null ? "" : $"&before={before}")}")).GetProperty("items").EnumerateArray().ToList();
            if (items.Count == 0)
            {
                break;
            }

            seen.AddRange(items.Select(item => item.GetProperty("sequence").GetInt64()));
            before = seen[^1];
        }

        seen.Count.ShouldBe(5);
        seen.ShouldBe(seen.OrderDescending());
    }

    [Fact]
    public async Task A_hundred_thousand_alerts_among_as_many_events_cost_no_more_than_the_few_that_are_shown()
    {
        await using (var context = await _app.ContextAsync())
        {
            var gate = _app.Services.GetRequiredService<WriteGate>();
            await gate.EnterAsync(CancellationToken.None);
            await context.Database.OpenConnectionAsync();
            await using var insert = context.Database.GetDbConnection().CreateCommand();
            insert.CommandText =
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
                INSERT INTO events (id, name, version, occurred_at, data, hop, is_alert)
                SELECT 'evt_' || i, 'health_changed', 1, i, '{"component":"x","status":"ok","previous_status":"error","message":""}', 0, i <= 100000 FROM n
                """;
            await insert.ExecuteNonQueryAsync();
            gate.Leave();
        }

        var answer = await _api.GetFromJsonAsync<JsonElement>("/api/v1/alerts");

        answer.GetProperty("unread").GetInt32().ShouldBe(GetAlerts.CountedUnread);
        answer.GetProperty("items").GetArrayLength().ShouldBe(GetAlerts.Shown);
        await using var reader = await _app.ContextAsync();
        foreach (var query in (IQueryable[])[GetAlerts.Newer(reader, 7), GetAlerts.Newest(reader, 7, 20)])
        {
            (await PlanAsync(reader, query)).ShouldContain("INDEX ix_events_alert (sequence");
        }
    }

    private static async Task<string> PlanAsync(SublarrDbContext context, IQueryable query)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var steps = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await steps.ReadAsync())
        {
            plan.Add(steps.GetString(3));
        }

        return string.Join('\n', plan);
    }

    private async Task PublishAsync<TEvent>(TEvent fact)
        where TEvent : IDomainEvent =>
        await _app.Services.GetRequiredService<IEventBus>().PublishAsync(fact, EventCause.None, CancellationToken.None);
}
