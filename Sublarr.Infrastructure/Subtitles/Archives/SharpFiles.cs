using System.Text;
using SharpCompress.Archives;
using SharpCompress.Common;
using SharpCompress.Readers;
using Sublarr.Domain.Subtitles.Charsets;

namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>The files of a zip, a RAR or a 7z. Folders and links are none.</summary>
internal static class SharpFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="stream">The archive, from which can be read anywhere.</param>
    /// <param name="budget">What of a solid archive is unpacked only to be skipped counts, too.</param>
    public static IEnumerable<PackedFile> In(Stream stream, UnpackBudget budget)
    {
        using var archive = ArchiveFactory.OpenArchive(stream, Options());
        // In those a file can be read only behind the ones before it.
        if (archive.IsSolid || archive.Type == ArchiveType.SevenZip)
        {
            using var reader = archive.ExtractAllEntries();
            while (reader.MoveToNextEntry())
            {
                if (FileOf(reader.Entry, reader.OpenEntryStream) is { } file)
                {
                    budget.Count(0);
                    yield return file;
                }
            }

            yield break;
        }

        foreach (var entry in archive.Entries)
        {
            if (FileOf(entry, entry.OpenEntryStream) is { } file)
            {
                yield return file;
            }
        }
    }

    private static PackedFile? FileOf(IEntry entry, Func<Stream> open) =>
        entry.IsDirectory || entry.Key is not { Length: > 0 } name || !string.IsNullOrEmpty(entry.LinkTarget) ? null : new(name, entry.IsEncrypted, open);

    // Names without a mark are UTF-8 or of a code page of whoever packed them. They are read for numbers and languages, which are ASCII in all of them.
    private static ReaderOptions Options() => new()
    {
        LeaveStreamOpen = true,
        ArchiveEncoding = new ArchiveEncoding { CustomDecoder = (bytes, index, count, _) => NameOf(bytes.AsSpan(index, count)) },
    };

    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePages.Western.GetString(bytes);
        }
    }
}
