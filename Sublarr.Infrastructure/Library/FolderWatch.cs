using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>How the folders of the library are watched.</summary>
public interface IFolderWatch
{
    /// <summary>What is not noticed of a folder, as a sentence; null when all is.</summary>
    /// <param name="folder">Its whole path.</param>
    string? ProblemOf(string folder);

    /// <summary>Looks at once which folders are to be watched: somebody has changed that.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Watches the folders of the library. A folder that was mounted or made anew since is told of by nobody, so each is compared with what it was every minute.
/// </summary>
internal sealed partial class FolderWatch(LibraryFolders folders, FolderChanges changes, PatientDisk disk, TimeProvider time, ILogger<FolderWatch> logger)
    : BackgroundService, IFolderWatch
{
    /// <summary>How often each folder is compared with what it was.</summary>
    public static readonly TimeSpan Comparing = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly TaskCompletionSource _hasFolders = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, WatchedFolder> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);

    public string? ProblemOf(string folder) => _problems.TryGetValue(folder, out var problem) ? problem : _watched.TryGetValue(folder, out var watched) ? watched.Problem : null;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            var wanted = (await folders.WatchedAsync(cancellationToken)).Select(folder => folder.Path).ToList();
            if (wanted.Count > 0)
            {
                _hasFolders.TrySetResult();
            }

            foreach (var folder in _watched.Keys.Except(wanted))
            {
                Drop(folder);
                changes.Forget(folder);
                _problems.TryRemove(folder, out _);
            }

            foreach (var folder in wanted)
            {
                await CompareAsync(folder, cancellationToken);
            }
        }
        finally
        {
            _looking.Release();
        }
    }

    public override void Dispose()
    {
        foreach (var watched in _watched.Values)
        {
            watched.Dispose();
        }

        _looking.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await LookAsync(stoppingToken);
        // Where there is no folder, nothing is looked at every minute.
        await _hasFolders.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Comparing, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RefreshAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotCompared(exception, exception.Message);
        }
    }

    private async Task CompareAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var now = await disk.AskAsync(() => WatchedFolder.IdentityOf(folder), cancellationToken);
            if (_watched.TryGetValue(folder, out var watched) && watched.Identity == now)
            {
                return;
            }

            Drop(folder);
            if (now is null)
            {
                _problems[folder] = "It is not there now. Is its disk mounted?";
                return;
            }

            _watched[folder] = await disk.AskAsync(() => new WatchedFolder(folder, changes), cancellationToken);
            if (watched is not null || _problems.TryRemove(folder, out _))
            {
                changes.Note(folder, folder);
            }
        }
        catch (TimeoutException)
        {
            _problems[folder] = MediaFolders.Silent(folder);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            _problems[folder] = $"It cannot be watched ({exception.Message}): what changes in it is found by the look at night.";
        }
    }

    private void Drop(string folder)
    {
        if (_watched.TryRemove(folder, out var watched))
        {
            watched.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folders of the library could not be compared with what they were: {Problem}")]
    private partial void LogNotCompared(Exception exception, string problem);
}
