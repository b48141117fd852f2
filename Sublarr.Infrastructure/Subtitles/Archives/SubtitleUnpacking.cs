using System.Collections.Frozen;
using System.IO.Compression;
using SharpCompress.Compressors.Xz;
using Sublarr.Domain.Subtitles.Packs;

namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>
/// Opens what a provider delivered. Archives are made by strangers: their sizes, their number of files and their depth have limits, links in them are left out,
/// and names in them are read and never used as paths.
/// </summary>
public sealed class SubtitleUnpacking
{
    private const int MostDepth = 1;

    private static readonly FrozenSet<string> Subtitles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, ".srt", ".ass", ".ssa", ".vtt", ".sub", ".txt", ".smi", ".sami", ".ttml", ".dfxp");

    private static readonly FrozenSet<string> Archives = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".zip", ".rar", ".7z", ".gz", ".tgz", ".xz", ".tar");

    private readonly BsdTar _bsdTar;

    /// <param name="time">The clock.</param>
    public SubtitleUnpacking(TimeProvider time) => _bsdTar = new BsdTar(time);

    /// <summary>All subtitles there are, or why there are none.</summary>
    /// <param name="download">What was delivered.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SubtitlePack> OpenAsync(DownloadedBytes download, CancellationToken cancellationToken)
    {
        var kind = ArchiveKinds.Of(download.Bytes.Span);
        if (kind == ArchiveKind.None)
        {
            return new([new(PackedName.Of(download.Name), download.Bytes)]);
        }

        try
        {
            return new(await OpenAsync(download, kind, cancellationToken)) { IsArchive = true };
        }
        catch (ArchiveRefusedException exception)
        {
            return new([], exception.Message) { IsArchive = true };
        }
    }

    private async Task<IReadOnlyList<PackedSubtitle>> OpenAsync(DownloadedBytes download, ArchiveKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return Unpack(download.Name, download.Bytes, kind, new UnpackBudget(download.Bytes.Length), 0);
        }
        // Whoever reads what strangers packed meets exceptions of every kind, an index out of its range among them. They all say that this is no sound archive.
        catch (Exception exception) when (exception is not (ArchiveRefusedException or OutOfMemoryException or OperationCanceledException))
        {
            var budget = new UnpackBudget(download.Bytes.Length);
            return await _bsdTar.ConvertAsync(download.Bytes, budget, cancellationToken) is { } tar
                ? Unpack(download.Name, tar, ArchiveKind.Tar, budget, 0)
                : throw new ArchiveRefusedException($"The archive cannot be opened: it is damaged, incomplete or needs a password ({exception.Message.TrimEnd('.')}).");
        }
    }

    private static List<PackedSubtitle> Unpack(string name, ReadOnlyMemory<byte> bytes, ArchiveKind kind, UnpackBudget budget, int depth)
    {
        var subtitles = new List<PackedSubtitle>();
        foreach (var file in FilesOf(name, bytes, kind, budget))
        {
            budget.CountEntry();
            if (IsHidden(file.Name) || EndingOf(file.Name) is not { } ending || !(Subtitles.Contains(ending) || (Archives.Contains(ending) && depth < MostDepth)))
            {
                continue;
            }

            if (file.IsEncrypted)
            {
                throw new ArchiveRefusedException("The archive needs a password.");
            }

            using var content = file.Open();
            if (budget.Read(content) is { } read)
            {
                subtitles.AddRange(ContentOf(file.Name, read, budget, depth));
            }
        }

        return subtitles;
    }

    private static IEnumerable<PackedSubtitle> ContentOf(string name, byte[] bytes, UnpackBudget budget, int depth) => ArchiveKinds.Of(bytes) switch
    {
        ArchiveKind.None => [new(PackedName.Of(name), bytes)],
        var kind when depth < MostDepth => Unpack(name, bytes, kind, budget, depth + 1),
        _ => [],
    };

    private static IEnumerable<PackedFile> FilesOf(string name, ReadOnlyMemory<byte> bytes, ArchiveKind kind, UnpackBudget budget)
    {
        var stream = new MemoryStream(bytes.ToArray(), writable: false);
        return kind switch
        {
            ArchiveKind.Tar => TarFiles.In(stream),
            ArchiveKind.GZip => OfOneStream(name, new GZipStream(stream, CompressionMode.Decompress), budget),
            ArchiveKind.Xz => OfOneStream(name, new XZStream(stream), budget),
            _ => SharpFiles.In(stream, budget),
        };
    }

    // "Show.ass.xz" is one file, "Show.tar.gz" and "Show.tgz" are many.
    private static IEnumerable<PackedFile> OfOneStream(string name, Stream stream, UnpackBudget budget)
    {
        using (stream)
        {
            var content = budget.Read(stream) ?? throw new ArchiveRefusedException("What is in it is larger than a subtitle can be.");
            var inner = new MemoryStream(content, writable: false);
            return ArchiveKinds.Of(content) == ArchiveKind.Tar ? TarFiles.In(inner) : [new(NameWithin(name), IsEncrypted: false, () => inner)];
        }
    }

    // A name without a known ending would be passed over.
    private static string NameWithin(string name) =>
        Path.GetFileNameWithoutExtension(name) is var within && EndingOf(within) is { } ending && Subtitles.Contains(ending) ? within : within + ".srt";

    private static string? EndingOf(string name) => Path.GetExtension(name) is { Length: > 0 } ending ? ending : null;

    private static bool IsHidden(string name) =>
        name.Split('/', '\\').Any(part => part.Equals("__MACOSX", StringComparison.OrdinalIgnoreCase)) || name[(name.LastIndexOfAny(['/', '\\']) + 1)..].StartsWith('.');
}
