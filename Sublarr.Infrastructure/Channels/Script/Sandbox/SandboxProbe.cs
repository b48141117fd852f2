using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script.Sandbox;

/// <summary>Runs a script by the way of every hook and reads what the kernel says about it. Nothing is inferred from what was meant to be.</summary>
internal sealed class SandboxProbe(ScriptRunner runner, SublarrOptions options, TimeProvider time) : ISandboxProbe, IDisposable
{
    private const int TimeoutSeconds = 10;

    // Two processes leave the script: one stays in its group, one has a session of its own and neither its environment nor its folder.
    private const string Script =
        """
        #!/bin/sh
        (sleep 60 < /dev/null > /dev/null 2>&1 &)
        (cd / && env -i setsid sleep 60 < /dev/null > /dev/null 2>&1 &)
        sleep 0.2
        for part in status limits stat cgroup environ; do
            printf '\n=== %s\n' "$part"
            tr '\0' '\n' < "/proc/$$/$part"
        done
        """;

    private readonly SemaphoreSlim _one = new(1, 1);
    private SandboxReport? _known;

    public async Task<SandboxReport> ProbeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var report = _known ?? await RunAsync(cancellationToken);
            // An orphan that hides where it came from may be taken away by another run that goes on: then this one does not prove it.
            _known = report.Facts.Any(fact => fact is { Name: SandboxFacts.TreeEnded, Holds: true }) ? report : null;
            return report;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<SandboxReport> RunAsync(CancellationToken cancellationToken)
    {
        // In the hooks folder, because another one may be mounted in another way.
        var script = Path.Combine(options.HooksDirectory, $".probe-{Guid.NewGuid():N}");
        try
        {
            Write(script);
            // Looked at as every script is: in a folder that others may write it might not be the one that was written.
            using var held = new ScriptCheck(options).Hold(script);
            if (held.Problem is { } problem)
            {
                return new($"The probe did not run. {problem}", []);
            }

            var result = await runner.RunAsync(held.PathToStart, Delivery(), new Dictionary<string, string>(), cancellationToken);
            return result is { End: RunEnd.Exited, ExitCode: 0 }
                ? new(null, SandboxFacts.Of(result.Output.ReadText(), result.LeftBehind))
                : new($"The probe did not run to its end ({result.End}). {result.Problem}{result.Error.ReadText()}".TrimEnd(), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new($"The probe could not be written into the hooks folder: {exception.Message}", []);
        }
        finally
        {
            if (File.Exists(script))
            {
                File.Delete(script);
            }
        }
    }

    private static void Write(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(Script));
    }

    private Delivery Delivery()
    {
        var probe = new Subscription(ScriptSettings.Channel, time.GetUtcNow());
        probe.Edit("Probe", [], "{}", TimeoutSeconds, 0);
        var envelope = EventEnvelope.Of(HealthChanged.Example, EventCause.None, time.GetUtcNow());
        return new(0, 1, probe, envelope, EventBody.Write(envelope, options.InstanceName, isTest: true), IsTest: true);
    }
}
