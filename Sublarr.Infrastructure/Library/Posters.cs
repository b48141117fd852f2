using System.ComponentModel;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Library;

/// <summary>The pictures that lie in folders of titles.</summary>
public interface IPosters
{
    /// <summary>The poster of a title; null when its folder holds none that can be shown, or its disk does not answer.</summary>
    /// <param name="folder">As <see cref="TitleRow.Folder"/> has it: for a movie that shares its folder, the file without its ending.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    Task<Poster?> FindAsync(string folder, CancellationToken cancellationToken);
}

/// <summary>A picture.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="ContentType">As its first bytes tell, and not its name.</param>
public sealed record Poster(byte[] Bytes, string ContentType);

/// <summary>
/// Reads them. A folder of videos holds what strangers made: the file is held first and then looked at, so that what is read is what was looked at; it must be a file, no longer than a
/// poster is, and lie in that very folder, wherever links lead.
/// </summary>
internal sealed class Posters(PatientDisk disk) : IPosters
{
    /// <summary>The longest that is read.</summary>
    public const int LongestBytes = 5 * 1024 * 1024;

    private static readonly string[] Names = ["poster", "folder", "cover", "movie", "show"];
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp"];

    public async Task<Poster?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        if (folder.Length == 0 || OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return await disk.AskAsync(() => PathsOf(folder).Select(Read).FirstOrDefault(poster => poster is not null), cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // A movie that shares its folder has its picture beside it, under its name.
    private static IEnumerable<string> PathsOf(string folder) => Directory.Exists(folder)
        ? from name in Names from ending in Endings select Path.Combine(folder, name + ending)
        : from ending in Endings select $"{folder}-poster{ending}";

    private static Poster? Read(string path)
    {
        try
        {
            using var held = Posix.Hold(path);
            if (held is null || !Posix.StatusOf(held).IsRegularFile || !IsIn(Path.GetDirectoryName(path)!, held))
            {
                return null;
            }

            using var file = File.OpenHandle(NameOf(held));
            var length = RandomAccess.GetLength(file);
            if (length is 0 or > LongestBytes)
            {
                return null;
            }

            var bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, 0);
            return read == length && ImageKind.Of(bytes) is { } type ? new(bytes, type) : null;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsIn(string folder, SafeFileHandle held) =>
        Posix.RealPath(NameOf(held)) is { } file && Posix.RealPath(folder) is { } real && ForeignPath.Of(file).IsWithin(ForeignPath.Of(real));

    private static string NameOf(SafeFileHandle held) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{held.DangerousGetHandle()}");
}

/// <summary>What kind of picture it is.</summary>
internal static class ImageKind
{
    /// <summary>Its content type by its first bytes; null for what no page shows as a picture.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
