using Microsoft.Data.Sqlite;
using Sublarr.Domain;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Unpacks a backup beside what is there, and believes nothing of it before it was looked at.</summary>
internal sealed class RestoreUnpacking(SublarrOptions options, IDatabaseCopies database, BackupShelf shelf)
{
    /// <summary>Looks at a backup as far as it is seen without unpacking it.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it is there, and what is wrong with it; null when nothing is.</returns>
    /// <exception cref="BackupException">Its disk does not answer.</exception>
    public Task<(bool IsThere, string? Problem)> LookAsync(string path, CancellationToken cancellationToken) =>
        shelf.AskAsync<(bool, string?)>(() => File.Exists(path) ? (true, ProblemOf(path)) : (false, null), cancellationToken);

    /// <summary>Removes what was unpacked: keys are in it.</summary>
    public void Discard() => Remove(RestoreSwap.NewFolder(options));

    private string? ProblemOf(string path)
    {
        try
        {
            var (manifest, problem) = BackupReading.Look(path);
            return problem ?? ProblemOf(manifest!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"It cannot be read ({exception.Message.TrimEnd('.')}).";
        }
    }

    /// <summary>Unpacks it into the folder that the next start takes it from, on a thread that nobody else waits for.</summary>
    /// <returns>The files beside database and folders that it brings.</returns>
    /// <exception cref="BackupException">It cannot be used.</exception>
    public Task<IReadOnlyList<string>> UnpackAsync(string path, Action<long, long, string> report, CancellationToken cancellationToken) => PatientThread.EndAsync(
        Task.Factory.StartNew(() => Unpack(path, report, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), cancellationToken);

    private IReadOnlyList<string> Unpack(string path, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        if (ProblemOf(path) is { } problem)
        {
            throw new BackupException(problem);
        }

        var folder = RestoreSwap.NewFolder(options);
        var isUsable = false;
        try
        {
            Remove(folder);
            foreach (var below in new[] { folder, Path.Combine(folder, "keys"), Path.Combine(folder, "hooks") })
            {
                PrivateFiles.MakeFolder(below);
            }

            var (manifest, damage) = BackupReading.Unpack(path, folder, (done, total) => report(done, total, "Megabytes unpacked"), cancellationToken);
            if (damage is not null)
            {
                throw new BackupException(damage);
            }

            report(0, 0, "Checking the database");
            CheckDatabase(Path.Combine(folder, BackupContent.Database), cancellationToken);
            isUsable = true;
            return [.. manifest!.Parts.Select(part => part.Path).Where(BackupContent.Files.Contains)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw BackupException.Of(options.RestoreDirectory, exception);
        }
        finally
        {
            if (!isUsable)
            {
                Remove(folder);
            }
        }
    }

    private string? ProblemOf(BackupManifest manifest)
    {
        if (!database.CanTake(manifest.Migration))
        {
            return $"It was made by a Sublarr that this one does not know ({manifest.Version}, {manifest.Migration}): a newer one, or one from before the first release. Update Sublarr, and try again.";
        }

        // What is unpacked stays while the backup of now is made.
        var needed = manifest.Parts.Sum(part => part.Size) + BackupRoom.OfBackup(options) + BackupRoom.Reserve;
        var free = BackupRoom.Free(options);
        if (needed > free)
        {
            return $"To unpack it and to make a backup of now takes {Wording.Bytes(needed)} on the disk of {options.ConfigDirectory}, and there are {Wording.Bytes(free)}. Free some space.";
        }

        return BackupContent.Folders.Select(name => Path.Combine(options.ConfigDirectory, name)).FirstOrDefault(IsMount) is { } mount
            ? $"{mount} is a mount of its own and cannot be exchanged. Restore by hand, or mount only the configuration folder."
            : null;
    }

    // What is on another device cannot be moved aside in one step.
    private bool IsMount(string folder) =>
        Posix.FindStatusOf(folder) is { } inner && Posix.FindStatusOf(options.ConfigDirectory) is { } outer && !inner.Identity.IsOnDiskOf(outer.Identity);

    private void CheckDatabase(string copy, CancellationToken cancellationToken)
    {
        if (database.Damage(copy, isThorough: true, cancellationToken) is { } damage)
        {
            throw new BackupException($"The database in it is damaged ({damage.TrimEnd('.')}).");
        }

        // What the manifest says of it may be wrong.
        if (database.LastMigration(copy) is not { } migration)
        {
            throw new BackupException("The database in it is none of Sublarr's.");
        }

        if (!database.CanTake(migration))
        {
            throw new BackupException($"The database in it has a change that this Sublarr does not know ({migration}). Update Sublarr, and try again.");
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
