using System.Net;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Incoming;
using Sublarr.Bench.Measuring;

namespace Sublarr.Bench.Guessing;

/// <summary>Reports of Sonarr while many addresses guess passwords of names that nobody has.</summary>
internal sealed class ReportsWhileGuessing : IBenchmark
{
    private const int Rounds = 3;
    private const int Addresses = 60;
    private const int WarmingAddresses = 8;
    private const int FirstHost = 10;
    private const int Connections = 4;
    private const int Requests = 2_000;
    private const int PerSecond = 200;
    private const int Limit = 20;

    // The compiler is done with the page by then. Other addresses than those that count: their free tries are their own.
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);

    public string Name => "guessing";

    public string Conditions =>
        $"{Connections} connections post {PerSecond} distinct downloads a second while {Addresses} addresses post sign-ins without a pause; limit: the same without sign-ins";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var samples = new Samples();
        // A start forgets who has guessed: each round meets the guesses that are looked at, and not only those that are turned away.
        for (var round = 0; round < Rounds; round++)
        {
            await using var app = await AppProcess.StartAsync();
            using var sonarr = new LoadGenerator(app.Port, Connections);
            sonarr.Paced(Requests, PerSecond);
            await app.UntilIdleAsync();
            await WarmAsync(app);
            samples.Add("report p99 undisturbed", Quantile.Of(sonarr.Paced(Requests, PerSecond), 0.99));
            await app.UntilIdleAsync();
            await MeasureGuessingAsync(app, sonarr, samples);
        }

        return
        [
            new(samples.Figure("report p99", "ms"), samples.Figure("report p99 undisturbed", "ms"), Promise.AtMost(Limit)),
            new(samples.Figure("guesses answered", "/s"), samples.Figure("reports", "/s"), Promise.None),
        ];
    }

    private static async Task WarmAsync(AppProcess app)
    {
        using var stop = new CancellationTokenSource(Warming);
        var guessers = Enumerable.Range(FirstHost - WarmingAddresses, WarmingAddresses).Select(host => new Guesser(app.Address, new IPAddress([127, 0, 0, (byte)host]))).ToList();
        await Task.WhenAll(guessers.Select(guesser => guesser.GuessAsync(stop.Token)));
        guessers.ForEach(guesser => guesser.Dispose());
    }

    private static async Task MeasureGuessingAsync(AppProcess app, LoadGenerator sonarr, Samples samples)
    {
        using var stop = new CancellationTokenSource();
        var guessers = Enumerable.Range(FirstHost, Addresses).Select(host => new Guesser(app.Address, new IPAddress([127, 0, 0, (byte)host]))).ToList();
        var guesses = guessers.ConvertAll(guesser => Task.Run(() => guesser.GuessAsync(stop.Token)));
        var times = await Task.Run(() => sonarr.Paced(Requests, PerSecond));
        await stop.CancelAsync();
        samples.Add("report p99", Quantile.Of(times, 0.99));
        samples.Add("guesses answered", (await Task.WhenAll(guesses)).Sum() * (double)PerSecond / Requests);
        samples.Add("reports", PerSecond);
        guessers.ForEach(guesser => guesser.Dispose());
    }
}
