using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Runs a script for one delivery and waits for its end, whatever end that is.</summary>
internal sealed class ScriptRunner(RunningOutput running, SublarrOptions options, TimeProvider time, ILogger<ScriptRunner> log)
{
    // How often orphans are looked for while a script runs; one that makes many would otherwise fill the process table with zombies.
    private static readonly TimeSpan ObserveStep = TimeSpan.FromSeconds(5);

    private readonly string _homeId = HomeIdOf(options);

    /// <summary>Marks the processes and folders of one Sublarr's scripts, so that its next start recognises them.</summary>
    public static string HomeIdOf(SublarrOptions options) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(options.ConfigDirectory))))[..16];

    /// <param name="script">The path to start it by.</param>
    /// <param name="delivery">What it is told.</param>
    /// <param name="allowed">Variables of the server's that it may see.</param>
    /// <param name="cancellationToken">Ends the script and all that came of it.</param>
    public async Task<ScriptResult> RunAsync(string script, Delivery delivery, IReadOnlyDictionary<string, string> allowed, CancellationToken cancellationToken)
    {
        if (PosixSpawn.Problem is { } problem)
        {
            return new(RunEnd.Refused) { Problem = problem };
        }

        var told = LineOf(delivery.Body);
        var runId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        using var folder = RunFolder.Create(_homeId, told, log);
        var began = time.GetTimestamp();
        try
        {
            var start = new ProgramStart(script, folder.Path, ScriptEnvironment.Of(delivery, allowed, folder, runId, _homeId));
            await using var process = ScriptProcess.Start(start, runId, told, time);
            using var shown = running.Show(delivery.JobId, process.Output, process.Error);
            var end = await WaitAsync(process, TimeSpan.FromSeconds(delivery.Subscription.TimeoutSeconds), cancellationToken);
            var leftBehind = end == RunEnd.Exited ? await process.FinishAsync() : await process.StopAsync();
            return new(end)
            {
                ExitCode = process.ExitCode,
                Output = process.Output,
                Error = process.Error,
                Duration = time.GetElapsedTime(began),
                LeftBehind = leftBehind,
            };
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return new(RunEnd.NotStarted) { Problem = exception.Message, Duration = time.GetElapsedTime(began) };
        }
    }

    // "while read" and its like do not see a last line that has no end.
    private static byte[] LineOf(byte[] body) => [.. body.AsSpan().TrimEnd((byte)'\n'), (byte)'\n'];

    private async Task<RunEnd> WaitAsync(ScriptProcess process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeUp = Task.Delay(timeout, time, over.Token);
        try
        {
            while (true)
            {
                await Task.WhenAny(process.Exited, process.Flooded, timeUp, Task.Delay(ObserveStep, time, over.Token));
                if (process.Exited.IsCompleted)
                {
                    return RunEnd.Exited;
                }

                if (process.Flooded.IsCompleted)
                {
                    return RunEnd.OutputLimit;
                }

                if (cancellationToken.IsCancellationRequested)
                {
                    return RunEnd.Interrupted;
                }

                if (timeUp.IsCompleted)
                {
                    return RunEnd.TimedOut;
                }

                process.Observe();
            }
        }
        finally
        {
            await over.CancelAsync();
        }
    }
}
