using System.Globalization;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Incoming;
using Sublarr.Bench.Live;
using Sublarr.Bench.Measuring;

namespace Sublarr.Bench.Growth;

/// <summary>What a report and its delivery cost an app that has grown: much history, many subscriptions, a large library, many open pages.</summary>
internal sealed class CostOfGrowth : IBenchmark
{
    private const int Reports = 500;
    private const int PerSecond = 50;
    private const int WarmUps = 1_000;
    private const int Connections = 4;
    private const double MostGrowth = 1.3;

    public string Name => "growth";

    public string Conditions =>
        $"{Reports} reports of Sonarr at {PerSecond}/s, each delivered to one webhook, medians: post to answer, event to receiver, processor time of the app for each; with more and more "
        + $"of what grows; limit: the first column of each. The app was warm";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var findings = new List<Finding>();
        foreach (var axis in GrowthAxis.All)
        {
            var columns = new List<IReadOnlyList<Figure>>();
            foreach (var count in axis.Columns)
            {
                columns.Add(await MeasureAsync(axis, count));
            }

            // What pages are shown is a cost of theirs: 'live' has a promise for it.
            findings.AddRange(columns.SelectMany((column, place) => column.Select((figure, index) => new Finding(
                figure, columns[0][index], place == columns.Count - 1 && figure.Unit == "ms" ? Promise.RatioAtMost(MostGrowth) : Promise.None))));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(GrowthAxis axis, int count)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {axis.Name}"));
        await using var app = await AppProcess.StartAsync(axis.Prepare is { } prepare ? services => prepare(services, count) : null);
        await using var receiver = await TimestampedReceiver.StartAsync();
        await app.AddWebhookAsync("Hears it", receiver.Address);
        using var load = new LoadGenerator(app.Port, Connections);
        load.FlatOut(WarmUps);
        var circuits = axis == GrowthAxis.Pages ? await OpenAsync(app, count) : [];
        await app.UntilIdleAsync();

        var (before, processor) = (receiver.Times.Count, app.ProcessorTime);
        var answered = load.Paced(Reports, PerSecond);
        await app.UntilIdleAsync();
        var cost = (app.ProcessorTime - processor).TotalMicroseconds / Reports;
        var delivered = receiver.Times.Skip(before).Order().ToList();
        if (delivered.Count != Reports)
        {
            throw new InvalidOperationException($"Of {Reports} deliveries {delivered.Count} came.");
        }

        foreach (var circuit in circuits)
        {
            await circuit.DisposeAsync();
        }

        return
        [
            Of("report", "ms", Quantile.Of(answered, 0.5)),
            Of("delivery", "ms", Quantile.Of(delivered, 0.5)),
            Of("processor of both", "µs", cost),
        ];

        Figure Of(string name, string unit, double value) => new(string.Create(CultureInfo.InvariantCulture, $"{name}, {count:N0} {axis.Name}"), unit, [value]);
    }

    private static async Task<IReadOnlyList<Circuit>> OpenAsync(AppProcess app, int count)
    {
        using var visitor = await SignedInVisitor.SignInAsync(app.Address);
        return await Circuit.OpenAsync(app.Address, visitor, count);
    }
}
