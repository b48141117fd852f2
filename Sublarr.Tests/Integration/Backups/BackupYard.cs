using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Backups;

/// <summary>Makes backups, and such as nobody should believe.</summary>
internal static class BackupYard
{
    public static SublarrOptions Options(this Engine engine) => engine.Get<SublarrOptions>();

    /// <summary>Makes a backup by hand; returns its path.</summary>
    public static async Task<string> BackUpAsync(this Engine engine)
    {
        var before = Backups(engine.Options().BackupDirectory);
        await engine.UntilAsync(await engine.EnqueueAsync(BackupHandler.ByHand(Actor.Sublarr)), JobState.Succeeded);
        return Backups(engine.Options().BackupDirectory).Except(before).ShouldHaveSingleItem();
    }

    /// <summary>The backups in a folder, the oldest first.</summary>
    public static IReadOnlyList<string> Backups(string folder) => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.zip").Order(StringComparer.Ordinal)] : [];

    /// <summary>The first value that a query gives of the database in a zip, or of one that lies there.</summary>
    public static object? Ask(string path, string sql)
    {
        using var folder = new TemporaryFolder();
        var database = path;
        if (path.EndsWith(".zip", StringComparison.Ordinal))
        {
            database = folder.File("asked.db");
            using var zip = ZipFile.OpenRead(path);
            zip.GetEntry("sublarr.db")!.ExtractToFile(database);
        }

        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static BackupManifest ManifestOf(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var content = zip.GetEntry("manifest.json")!.Open();
        return JsonSerializer.Deserialize<BackupManifest>(content, EventJson.Options)!;
    }

    /// <summary>A zip of these files with a manifest that fits them, unless it is changed.</summary>
    public static byte[] Zip(IReadOnlyDictionary<string, byte[]> files, string migration, Func<BackupManifest, BackupManifest>? change = null)
    {
        var manifest = new BackupManifest
        {
            Format = BackupManifest.OurFormat, Form = 1, Version = "0.0.1", Migration = migration,
            Parts = [.. files.Select(file => new BackupPart(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))],
        };
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files.Append(new("manifest.json", JsonSerializer.SerializeToUtf8Bytes(change?.Invoke(manifest) ?? manifest, EventJson.Options))))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return zip.ToArray();
    }

    /// <summary>The files of a zip but its manifest.</summary>
    public static Dictionary<string, byte[]> FilesOf(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries.Where(entry => entry.FullName != "manifest.json"))
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            files[entry.FullName] = bytes.ToArray();
        }

        return files;
    }
}
