using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Web.Features.Deliveries;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>A log of more deliveries than are looked through at once.</summary>
public sealed class LongLogTests : IAsyncLifetime
{
    private const int Deliveries = GetDeliveries.SearchedAtOnce + 5_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The oldest is of another event and failed in another way; one more failed like it first, and then otherwise. A minute lies between two.
    private static readonly string Fill =
        $"""
        CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY);
        WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {Deliveries}) INSERT INTO numbers SELECT n FROM counter;
        INSERT INTO events (id, name, version, occurred_at, data, hop, is_alert)
            SELECT 'evt_' || n, CASE WHEN n = 1 THEN 'provider_failed' ELSE 'webhook_received' END, 1, {Start.ToUnixTimeMilliseconds()} + n * 60000, json_object(), 0, 0 FROM numbers;
        INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at, started_at, finished_at, event_id,
                subscription_id, hop, "trigger", is_test)
            SELECT 'deliver', 'Webhook received → Receiver', '', CASE WHEN n < 3 THEN 'dead' ELSE 'succeeded' END, 'subscription:1', 5, 0, 1, 1,
                {Start.ToUnixTimeMilliseconds()} + n * 60000, {Start.ToUnixTimeMilliseconds()} + n * 60000, {Start.ToUnixTimeMilliseconds()} + n * 60000, {Start.ToUnixTimeMilliseconds()} + n * 60000 + 20, 'evt_' || n, 1, 0, 'automatic', 0 FROM numbers;
        INSERT INTO attempts (job_id, number, "trigger", started_at, duration_ms, outcome, failure)
            VALUES (1, 1, 'automatic', {Start.ToUnixTimeMilliseconds()}, 20, 'rejected', 'dns'), (2, 1, 'automatic', {Start.ToUnixTimeMilliseconds()}, 20, 'retry_later', 'dns'), (2, 2, 'automatic', {Start.ToUnixTimeMilliseconds()}, 20, 'rejected', 'http');
        DROP TABLE numbers;
        """;

    private readonly DeliveryLab _lab = new();

    public async Task InitializeAsync()
    {
        await using var context = await _lab.App.ContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync(Fill);
        await transaction.CommitAsync();
    }

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task What_is_rare_is_found_at_once_however_old_it_is()
    {
        (await PageAsync(new(EventName: "provider_failed"))).ShouldBe(("1", null));
        (await PageAsync(new(EventName: "provider_failed", State: JobState.Dead))).ShouldBe(("1", null));
        (await PageAsync(new(Failure: FailureClass.Dns))).ShouldBe(("1", null));
        (await PageAsync(new(Failure: FailureClass.Dns, EventName: "webhook_received"))).ShouldBe(("", null));
        (await PageAsync(new(State: JobState.Dead))).ShouldBe(("2 1", null));
    }

    [Fact]
    public async Task What_no_index_answers_is_looked_through_part_by_part()
    {
        var (first, searchedTo) = await PageAsync(new(Text: "Receiver", State: JobState.Dead));
        var (rest, end) = await PageAsync(new(Text: "Receiver", State: JobState.Dead), searchedTo);

        (first, searchedTo).ShouldBe(("", Deliveries + 1 - GetDeliveries.SearchedAtOnce));
        (rest, end).ShouldBe(("2 1", null));
    }

    [Fact]
    public async Task A_time_long_ago_is_found_without_looking_through_what_came_since()
    {
        var (ids, searchedTo) = await PageAsync(new(Until: Start.AddMinutes(10)));
        var (between, _) = await PageAsync(new(Since: Start.AddMinutes(40), Until: Start.AddMinutes(42)));

        (ids, searchedTo).ShouldBe(("10 9 8 7 6 5 4 3 2 1", null));
        between.ShouldBe("42 41 40");
    }

    [Fact]
    public async Task The_error_of_a_delivery_is_that_of_its_last_attempt()
    {
        var (http, _) = await PageAsync(new(Failure: FailureClass.Http));

        http.ShouldBe("2");
    }

    [Fact]
    public async Task A_total_is_exact_or_counted_to_a_thousand_for_whom_that_is_enough_and_says_so()
    {
        var usual = await _lab.GetAsync("/api/v1/deliveries?state=succeeded");
        var quick = await _lab.GetAsync("/api/v1/deliveries?state=succeeded&exact_total=false");
        var few = await _lab.GetAsync("/api/v1/deliveries?state=dead");
        var far = await _lab.GetAsync("/api/v1/deliveries?offset=2000&limit=10&exact_total=false");

        Total(quick).ShouldBe((1000, false));
        Total(usual).ShouldBe((Deliveries - 2, true));
        Total(few).ShouldBe((2, true));
        Total(far).ShouldBe((2010, false));
        far.GetProperty("items")[0].GetProperty("id").GetInt64().ShouldBe(Deliveries - 2000);
    }

    [Fact]
    public async Task Whoever_goes_on_below_the_last_id_reads_each_delivery_once()
    {
        var until = Start.AddMinutes(1203).ToString("yyyy-MM-ddTHH:mm:ssZ");
        var read = new List<long>();
        var before = "";
        while (await _lab.GetAsync($"/api/v1/deliveries?until={until}&limit=500&before={before}") is var page && page.GetProperty("items").GetArrayLength() > 0)
        {
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            before = $"{read[^1]}";
        }

        read.ShouldBe(Enumerable.Range(0, 1203).Select(index => 1203L - index));
    }

    private static (int Total, bool IsExact) Total(JsonElement page) => (page.GetProperty("total").GetInt32(), page.GetProperty("total_is_exact").GetBoolean());

    private async Task<(string Ids, long? SearchedTo)> PageAsync(DeliveryFilter filter, long? before = null)
    {
        var page = await _lab.App.Services.GetRequiredService<IMediator>().Send(new GetDeliveries.Query(filter, before));
        return (string.Join(' ', page.Rows.Select(row => row.Id)), page.SearchedTo);
    }
}
