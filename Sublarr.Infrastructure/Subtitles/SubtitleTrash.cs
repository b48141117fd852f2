using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>
/// What was replaced, below the configuration folder: a folder for each, with the subtitle and where it came from. It is no table, so that a person finds it without Sublarr.
/// </summary>
public sealed class SubtitleTrash(SublarrOptions options, TimeProvider time)
{
    private const string Note = "origin.json";
    private const int Megabyte = 1_000_000;

    private static readonly SearchValues<char> IdLetters = SearchValues.Create("0123456789abcdef-");

    /// <summary>Keeps a subtitle; returns its id.</summary>
    /// <param name="path">Where it stands: a whole path.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="reason">Why it is replaced, as a sentence.</param>
    /// <exception cref="IOException">There is no room for it, or the folder cannot be written.</exception>
    public string Keep(string path, ReadOnlySpan<byte> bytes, string reason)
    {
        var now = time.GetUtcNow();
        var id = now.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var folder = FolderOf(id);
        try
        {
            Write(folder, new(id, path, now, bytes.Length, reason), bytes);
            return id;
        }
        catch
        {
            Remove(folder);
            throw;
        }
    }

    /// <summary>All that is in it, the newest first. What somebody else put there is none of it.</summary>
    public IReadOnlyList<TrashedSubtitle> List() => !Directory.Exists(options.TrashDirectory)
        ? []
        :
        [
            .. Directory.EnumerateDirectories(options.TrashDirectory).Select(Read).OfType<TrashedSubtitle>()
                .OrderByDescending(trashed => trashed.At).ThenBy(trashed => trashed.Id, StringComparer.Ordinal),
        ];

    /// <summary>One of them; null when it is not there any more.</summary>
    /// <param name="id">Its id, from wherever: it leads nowhere but into the trash.</param>
    public TrashedSubtitle? Find(string id) => id.Length > 0 && id.AsSpan().IndexOfAnyExcept(IdLetters) < 0 ? Read(FolderOf(id)) : null;

    /// <summary>The subtitle itself.</summary>
    /// <param name="trashed">Which.</param>
    public byte[] Content(TrashedSubtitle trashed) => File.ReadAllBytes(Path.Combine(FolderOf(trashed.Id), ContentOf(trashed)));

    /// <summary>Removes one for good.</summary>
    /// <param name="id">Which.</param>
    public void Drop(string id)
    {
        if (Find(id) is not null)
        {
            Remove(FolderOf(id));
        }
    }

    /// <summary>Removes what is older, or more, than is kept; returns how many.</summary>
    /// <param name="settings">How much is kept.</param>
    /// <param name="now">The time to go by, in UTC.</param>
    public int Clean(PlacingSettings settings, DateTimeOffset now)
    {
        var (room, removed) = ((long)settings.TrashMegabytes * Megabyte, 0);
        foreach (var trashed in List())
        {
            room -= trashed.Size;
            if (room < 0 || trashed.At < now - TimeSpan.FromDays(settings.TrashDays))
            {
                Drop(trashed.Id);
                removed++;
            }
        }

        return removed;
    }

    private static void Write(string folder, TrashedSubtitle trashed, ReadOnlySpan<byte> bytes)
    {
        PrivateFiles.MakeFolder(folder);
        using (var file = PrivateFiles.Open(Path.Combine(folder, ContentOf(trashed)), FileMode.CreateNew, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        PrivateFiles.Write(Path.Combine(folder, Note), JsonSerializer.Serialize(trashed, EventJson.Options));
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ContentOf(TrashedSubtitle trashed) => "subtitle" + Path.GetExtension(trashed.Path);

    private string FolderOf(string id) => Path.Combine(options.TrashDirectory, id);

    private static TrashedSubtitle? Read(string folder)
    {
        try
        {
            var trashed = JsonSerializer.Deserialize<TrashedSubtitle>(File.ReadAllText(Path.Combine(folder, Note)), EventJson.Options);
            return trashed?.Id == Path.GetFileName(folder) ? trashed : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A subtitle in the trash.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Where it stood: a whole path.</param>
/// <param name="At">When it was replaced, in UTC.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record TrashedSubtitle(string Id, string Path, DateTimeOffset At, long Size, string Reason);
