using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;
using Sublarr.Web.Features.Deliveries;

namespace Sublarr.Bench.Log;

/// <summary>How long a log of a million deliveries takes to answer, and how long a purge of it keeps a write waiting.</summary>
internal sealed class LogAtScale : IBenchmark
{
    private const int Rounds = 3;
    private const double AnswerMs = 50;
    private const double WriteMs = 100;
    private const string Bare = "50 rows by key";

    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(5);

    public string Name => "log";

    public string Conditions =>
        $"{MillionDeliveries.Count:N0} deliveries of a month; the query of the log page (50 rows) and of GET /api/v1/deliveries?exact_total=false (50 rows and the total as far as {ListDeliveries.CountedTo:N0}) for each filter; limit: the same rows by key";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var app = await AppProcess.StartAsync(services => MillionDeliveries.StoreAsync(services));
        using var api = app.OpenApi();
        api.Timeout = TimeSpan.FromMinutes(2);
        using var reader = new HostBuilder()
            .ConfigureServices(services => services.AddInfrastructure(new SublarrOptions { ConfigDirectory = app.ConfigDirectory }))
            .Build();
        var contexts = reader.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>();
        var (page, list) = (new GetDeliveries.Handler(contexts), new ListDeliveries.Handler(contexts));
        await RequireAllAsync(list);
        var filters = Filters();
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add(Bare, await TimeAsync(() => ReadByKeyAsync(app)));
            foreach (var (name, filter) in filters)
            {
                round.Add($"page, {name}", await TimeAsync(() => page.Handle(new(filter), CancellationToken.None)));
                round.Add($"API, {name}", await TimeAsync(() => list.Handle(new(filter, new Paging(null, null)), CancellationToken.None)));
            }
        });
        var findings = new List<Finding>();
        foreach (var kind in (string[])["page", "API"])
        {
            findings.AddRange(filters.Select(filter => new Finding(
                samples.Figure($"{kind}, {filter.Name}", "ms"), samples.Figure(Bare, "ms"), Promise.AtMost(AnswerMs))));
        }

        findings.AddRange(await PurgeAsync(app, api));
        return findings;
    }

    private static async Task RequireAllAsync(ListDeliveries.Handler list)
    {
        var answer = await list.Handle(new(new DeliveryFilter(), new Paging(null, null), CountsAll: true), CancellationToken.None);
        if (answer.Total != MillionDeliveries.Count)
        {
            throw new InvalidOperationException($"{answer.Total} deliveries are in the log instead of {MillionDeliveries.Count}.");
        }
    }

    private static List<(string Name, DeliveryFilter Filter)> Filters()
    {
        var now = TimeProvider.System.GetUtcNow();
        return
        [
            ("no filter", new()),
            ("state", new(State: JobState.Dead)),
            ("usual state", new(State: JobState.Succeeded)),
            ("webhook", new(SubscriptionId: 2)),
            ("webhook and state", new(State: JobState.Dead, SubscriptionId: 1)),
            ("event", new(EventName: "subtitle_downloaded")),
            ("rare event", new(EventName: MillionDeliveries.RareEvent)),
            ("scattered event", new(EventName: MillionDeliveries.ScatteredEvent)),
            ("error", new(Failure: FailureClass.Http)),
            ("rare error", new(Failure: FailureClass.TimeoutResponse)),
            ("since", new(Since: now.AddHours(-20))),
            ("until", new(Until: now.AddDays(-15))),
            ("text", new(Text: "Receiver 3")),
            ("rare text", new(Text: MillionDeliveries.RareText)),
        ];
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task ReadByKeyAsync(AppProcess app)
    {
        var path = new SublarrOptions { ConfigDirectory = app.ConfigDirectory }.DatabasePath;
        await using var connection = new SqliteConnection($"Data Source={path}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT jobs.*, events.data FROM jobs JOIN events ON events.id = jobs.event_id ORDER BY jobs.id DESC LIMIT 50";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _ = reader.GetString(1);
        }
    }

    private static async Task<List<Finding>> PurgeAsync(AppProcess app, HttpClient api)
    {
        using var writer = new SteadyWriter(app);
        await writer.WriteAsync(Task.Delay(_quiet));
        var (quiet, quietCount) = await writer.WriteAsync(Task.Delay(_quiet));
        var start = Stopwatch.GetTimestamp();
        var purge = api.DeleteAsync("api/v1/hooks/logs");
        var (longest, count) = await writer.WriteAsync(purge);
        using var answer = await purge;
        answer.EnsureSuccessStatusCode();
        var took = Stopwatch.GetElapsedTime(start);
        return
        [
            new(One("longest write in a purge", "ms", longest), One("longest write without", "ms", quiet), Promise.AtMost(WriteMs)),
            new(One("writes in a purge", "/s", count / took.TotalSeconds), One("writes without", "/s", quietCount / _quiet.TotalSeconds), Promise.None),
            new(One("purge", "s", took.TotalSeconds), One("deliveries", "", MillionDeliveries.Count), Promise.None),
        ];
    }

    private static Figure One(string name, string unit, double value) => new(name, unit, [value]);
}
