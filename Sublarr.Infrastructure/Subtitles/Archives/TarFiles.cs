using System.Formats.Tar;

namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>The files of a tar. Links and devices are none.</summary>
internal static class TarFiles
{
    public static IEnumerable<PackedFile> In(Stream stream)
    {
        using var reader = new TarReader(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is { } data)
            {
                yield return new(entry.Name, IsEncrypted: false, () => data);
            }
        }
    }
}
