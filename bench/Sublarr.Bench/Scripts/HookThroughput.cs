using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Script;

namespace Sublarr.Bench.Scripts;

/// <summary>Hook runs a second, held against starting the same script bare.</summary>
internal sealed class HookThroughput : IBenchmark
{
    private const int Rounds = 5;

    // A round is short: the compiler is done after some thousand runs.
    private const int WarmUps = 8;
    private const int Runs = 500;
    private const int Concurrency = ScriptChannel.ScriptsAtOnce;
    private const string Script = "hook.sh";

    // Reads the event, as hooks do, and does nothing with it: what is left is the cost of running one.
    private const string ScriptText =
        """
        #!/bin/sh
        read -r event
        exit 0

        """;

    private static readonly IDomainEvent[] Events = [SubtitleDownloaded.Example, ProviderSearchComplete.Example, UpgradeComplete.Example, TranslationComplete.Example];

    public string Name => "script";

    public string Conditions =>
        $"{Concurrency} hooks, one run each at a time, from the event to the concluded attempt; limit: Process.Start of the same script, {Concurrency} at a time";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var ended = new EndedJobs(JobKinds.Deliver);
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<IJobWatcher>(ended));
        var path = Path.Combine(engine.HooksDirectory, Script);
        await File.WriteAllTextAsync(path, ScriptText.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var @event in Events)
        {
            await engine.SubscribeAsync("script", EventCatalog.Of(@event.GetType()).Name, new ScriptSettings { ScriptPath = Script });
        }

        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("bare runs", await BareAsync(path));
            round.Add("hook runs", await HooksAsync(engine.Bus, ended));
        }, WarmUps);
        ended.ThrowIfAnyFailed();
        return [new(samples.Figure("hook runs", "/s"), samples.Figure("bare runs", "/s"), Promise.RatioAtLeast(0.5))];
    }

    private static async Task<double> BareAsync(string script)
    {
        var start = Stopwatch.GetTimestamp();
        await Producers.RunAsync(Concurrency, Runs, async index =>
        {
            var body = EventBody.Write(EventEnvelope.Of(Events[index % Events.Length], EventCause.None, TimeProvider.System.GetUtcNow()), "Sublarr", isTest: false);
            using var process = Process.Start(new ProcessStartInfo(script)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await process.StandardInput.BaseStream.WriteAsync(body);
            process.StandardInput.Close();
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
        });
        return Runs / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> HooksAsync(IEventBus bus, EndedJobs ended)
    {
        var all = ended.ExpectAsync(Runs);
        var start = Stopwatch.GetTimestamp();
        await Producers.RunAsync(Concurrency, Runs, index => bus.PublishAsync(Events[index % Events.Length], EventCause.None, CancellationToken.None));
        await all;
        return Runs / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
