using System.Globalization;
using System.Text.RegularExpressions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script.Files;

/// <summary>Earlier texts of scripts, as files in <c>hooks/.revisions/NAME</c> that say by their names when and by whom they were written.</summary>
internal sealed partial class HookRevisions(SublarrOptions options)
{
    /// <summary>How many are kept of one script; the oldest go first.</summary>
    public const int Kept = 50;

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'.'fff'Z'";

    private string Root => options.RevisionsDirectory;

    /// <summary>Keeps a text unless it is the newest already.</summary>
    /// <param name="path">The script's path within the hooks folder.</param>
    /// <param name="bytes">What it says.</param>
    /// <param name="at">When that was written.</param>
    /// <param name="savedBy">By whom; null when it was found so.</param>
    public void Keep(string path, byte[] bytes, DateTimeOffset at, string? savedBy)
    {
        var folder = FolderOf(path);
        PrivateFiles.MakeFolder(folder);
        var newest = List(path) is [var last, ..] ? last : null;
        if (newest is not null && Read(path, newest.Id)!.AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        // Later than the newest even when clocks were set back: their order is that of their names.
        var when = newest is not null && at <= newest.SavedAt ? newest.SavedAt.AddMilliseconds(1) : at;
        var id = when.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + (savedBy is null ? "" : "_" + NotForNames().Replace(savedBy, "-"));
        using (var file = new FileStream(Path.Combine(folder, id), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = PrivateFiles.FileMode }))
        {
            file.Write(bytes);
        }

        foreach (var oldest in List(path).Skip(Kept))
        {
            File.Delete(Path.Combine(folder, oldest.Id));
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HookRevision> List(string path)
    {
        var folder = new DirectoryInfo(FolderOf(path));
        return folder.Exists
            ? [.. folder.EnumerateFiles().Select(Of).OfType<HookRevision>().OrderByDescending(revision => revision.Id, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>What a revision says; null when it is gone.</summary>
    public byte[]? Read(string path, string id)
    {
        var file = Path.Combine(FolderOf(path), id);
        return Id().IsMatch(id) && File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>Removes all of a script, for good.</summary>
    public void Forget(string path)
    {
        if (Directory.Exists(FolderOf(path)))
        {
            Directory.Delete(FolderOf(path), recursive: true);
        }

        if (Directory.Exists(Root) && !Directory.EnumerateFileSystemEntries(Root).Any())
        {
            Directory.Delete(Root);
        }
    }

    private static HookRevision? Of(FileInfo file) =>
        Id().Match(file.Name) is { Success: true } match
        && DateTimeOffset.TryParseExact(match.Groups[1].Value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new(file.Name, at, match.Groups[2] is { Success: true, Value: var name } ? name : null, file.Length)
            : null;

    private string FolderOf(string path) =>
        Path.Combine(Root, Path.GetRelativePath(options.HooksDirectory, Path.GetFullPath(path, options.HooksDirectory)));

    [GeneratedRegex(@"^(\d{8}T\d{6}\.\d{3}Z)(?:_([A-Za-z0-9.@-]+))?$", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"[^A-Za-z0-9.@-]", RegexOptions.None, 1000)]
    private static partial Regex NotForNames();
}
