using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>At start, ends scripts that outlived a Sublarr that was killed, and removes their folders: their jobs are about to be run again.</summary>
internal sealed class LeftoverSweep(SublarrOptions options, TimeProvider time, ILogger<LeftoverSweep> log) : IHostedLifecycleService
{
    private const int Rounds = 50;

    private static readonly TimeSpan RoundStep = TimeSpan.FromMilliseconds(20);

    private readonly string _homeId = ScriptRunner.HomeIdOf(options);

    // Before any service starts: the worker must not run a job again while its first run is still alive.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var killed = new HashSet<int>();
        for (var round = 0; round < Rounds && FindLeftovers() is { Count: > 0 } leftovers; round++)
        {
            foreach (var leftover in leftovers.Where(leftover => Posix.Signal(leftover, Posix.Kill)))
            {
                killed.Add(leftover);
            }

            await Task.Delay(RoundStep, time, cancellationToken);
        }

        if (killed.Count > 0)
        {
            log.LogWarning("{Count} processes of scripts that an earlier Sublarr had started were still running and have been ended", killed.Count);
        }

        RemoveFolders();
        RemoveLinks();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private List<int> FindLeftovers()
    {
        var table = ProcessTable.Read();
        var ancestors = AncestorsIn(table);
        return [.. table.Where(entry => !entry.IsZombie && !ancestors.Contains(entry.Id) && IsLeftover(entry.Id)).Select(entry => entry.Id)];
    }

    private bool IsLeftover(int processId) =>
        ProcessTable.VariableOf(processId, ScriptEnvironment.HomeId) == _homeId
        && ProcessTable.VariableOf(processId, ScriptEnvironment.RunId) is { } runId
        && !ProcessFamilies.Ours.IsActive(runId);

    // A script may have started this very Sublarr: then we, and those we descend from, carry its marks.
    private static HashSet<int> AncestorsIn(List<ProcessEntry> table)
    {
        var parents = table.ToDictionary(entry => entry.Id, entry => entry.ParentId);
        var ancestors = new HashSet<int>();
        var id = Environment.ProcessId;
        while (ancestors.Add(id) && parents.TryGetValue(id, out var parent))
        {
            id = parent;
        }

        return ancestors;
    }

    private void RemoveLinks()
    {
        foreach (var link in ScriptLinks.In(options.HooksDirectory))
        {
            try
            {
                File.Delete(link);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                log.LogWarning(exception, "{Link}, a second name of a script from an earlier run, could not be removed; remove it by hand", link);
            }
        }
    }

    private void RemoveFolders()
    {
        var leftovers = new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(RunFolder.PrefixOf(_homeId) + "*")
            .Where(folder => folder.LinkTarget is null && Posix.StatusOf(folder.FullName).OwnerId == Posix.UserId);
        foreach (var folder in leftovers)
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                log.LogWarning(exception, "The folder {Folder} of an earlier script's run could not be removed; remove it by hand", folder.FullName);
            }
        }
    }
}
