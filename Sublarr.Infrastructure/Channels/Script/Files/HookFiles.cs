using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script.Files;

internal sealed partial class HookFiles(SublarrOptions options, ScriptCheck check, HookRevisions revisions, TimeProvider time) : IHookFiles
{
    /// <summary>The longest script that is edited here, in bytes.</summary>
    public const int TextLimit = 128 * 1024;

    // More files than anybody chooses from.
    private const int ListLimit = 200;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions Readable = new() { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = true };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Two tabs that save at the same moment: the second finds what the first wrote.
    private readonly Lock _gate = new();

    public string Folder => options.HooksDirectory;

    public IReadOnlyList<HookFile> List() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*", Readable).Take(ListLimit)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Order(StringComparer.Ordinal)
            .Select(path => new HookFile(path, check.Examine(path).Problem))]
        : [];

    public HookText? Read(string path) => RealPathOf(path) is { } real && File.Exists(real) ? ReadAt(path, real) : null;

    public string? ProblemOfName(string path)
    {
        if (ScriptPath.Within(Folder, path) is not { } full)
        {
            return ScriptPath.OutsideMessage;
        }

        if (Directory.Exists(full))
        {
            return $"{path} is a folder: name a file in it.";
        }

        if (File.Exists(full) || new FileInfo(full).LinkTarget is not null)
        {
            return RealPathOf(path) is null ? $"{path} is hidden, or a link to a place outside the hooks folder: give the script itself a name there." : null;
        }

        return !NewName().IsMatch(Path.GetRelativePath(Folder, full))
            ? "Name it with letters, digits, dots, dashes and underscores, such as copy-to-nas.sh."
            : RealPathOf(Path.GetRelativePath(Folder, Path.GetDirectoryName(full)!)) is not { } parent || !Directory.Exists(parent)
            ? "The folder it is to be in is not there: leave it out, or make it within the hooks folder."
            : null;
    }

    public string? ProblemOfText(string text) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => "The script is empty: write something, or choose a template.",
        _ when text.Contains('\0', StringComparison.Ordinal) => "The script holds a NUL character: take it out.",
        _ when Encoding.UTF8.GetByteCount(text) > TextLimit => $"The script is longer than {TextLimit / 1024} KiB: put the file into the hooks folder yourself.",
        _ => null,
    };

    public HookSave Save(string path, string text, string? version, string savedBy)
    {
        if ((ProblemOfName(path) ?? ProblemOfText(text)) is { } problem)
        {
            throw new ArgumentException(problem, nameof(path));
        }

        lock (_gate)
        {
            try
            {
                var present = Read(path);
                // Deleted meanwhile is no conflict: nothing of anybody's is lost.
                if (present is not null && present.Version != version)
                {
                    return new(Conflict: present);
                }

                Write(path, Encoding.UTF8.GetBytes(Normalized(text)), savedBy);
                return new(Saved: Read(path));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
            {
                return new(Problem: $"{path} could not be written: {exception.Message}");
            }
        }
    }

    public string? Delete(string path, string version)
    {
        lock (_gate)
        {
            try
            {
                if (RealPathOf(path) is not { } real || Read(path) is not { } present)
                {
                    return null;
                }

                if (present.Version != version)
                {
                    return $"{path} was changed meanwhile: look at it again before you delete it.";
                }

                if (present.Text is not null)
                {
                    revisions.Keep(path, File.ReadAllBytes(real), new DateTimeOffset(File.GetLastWriteTimeUtc(real)), savedBy: null);
                }

                // A link is taken away, and not what it leads to.
                File.Delete(ScriptPath.Within(Folder, path)!);
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
            {
                return $"{path} could not be deleted: {exception.Message}";
            }
        }
    }

    public string? Erase(string path)
    {
        lock (_gate)
        {
            try
            {
                if (IsPlain(path))
                {
                    File.Delete(ScriptPath.Within(Folder, path)!);
                    revisions.Forget(path);
                }

                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return $"{path} could not be deleted: {exception.Message}";
            }
        }
    }

    public IReadOnlyList<HookRevision> Revisions(string path) => IsPlain(path) ? revisions.List(path) : [];

    public string? ReadRevision(string path, string id) => IsPlain(path) && revisions.Read(path, id) is { } bytes ? TextOf(bytes) : null;

    private static string Normalized(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return lines.EndsWith('\n') ? lines : lines + '\n';
    }

    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return bytes.Contains((byte)0) ? null : Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string VersionOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    private void Write(string path, byte[] bytes, string savedBy)
    {
        // A link within the folder is written through, not replaced.
        var target = RealPathOf(path) ?? ScriptPath.Within(Folder, path)!;
        if (File.Exists(target) && new FileInfo(target).Length <= TextLimit)
        {
            revisions.Keep(path, File.ReadAllBytes(target), new DateTimeOffset(File.GetLastWriteTimeUtc(target)), savedBy: null);
        }

        var draft = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        revisions.Keep(path, bytes, time.GetUtcNow(), savedBy);
    }

    private HookText ReadAt(string path, string real)
    {
        // What is too long is not read whole: its version is that of its beginning, length and time.
        using var file = File.OpenHandle(real);
        var length = RandomAccess.GetLength(file);
        var bytes = new byte[Math.Min(length, TextLimit)];
        var count = RandomAccess.Read(file, bytes, 0);
        var kept = bytes[..count];
        var version = length <= TextLimit ? VersionOf(kept) : VersionOf([.. kept, .. BitConverter.GetBytes(length), .. BitConverter.GetBytes(File.GetLastWriteTimeUtc(real).Ticks)]);
        return new(path, length <= TextLimit ? TextOf(kept) : null, version, check.Examine(path).Problem);
    }

    private bool IsPlain(string path) => ScriptPath.Within(Folder, path) is { } full && !IsHidden(Path.GetRelativePath(Folder, full));

    // Null when it does not exist, is hidden, or lies elsewhere once links are followed.
    private string? RealPathOf(string path)
    {
        if (path != "." && !IsPlain(path))
        {
            return null;
        }

        try
        {
            return Posix.RealPath(Path.GetFullPath(path, Folder)) is { } real
                && Posix.RealPath(Folder) is { } folder
                && (real == folder || (ScriptPath.Within(folder, real) is not null && !IsHidden(Path.GetRelativePath(folder, real))))
                ? real
                : null;
        }
        catch (Win32Exception)
        {
            // Links in a circle, or a folder that may not be entered: nothing that can be read or written.
            return null;
        }
    }

    private static bool IsHidden(string relative) => relative.Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.'));

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,3}$", RegexOptions.None, 1000)]
    private static partial Regex NewName();
}
