using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Sublarr.Tests.Integration.Subtitles;

/// <summary>Archives as providers deliver them.</summary>
internal static class Packs
{
    public static (string Name, byte[] Bytes) File(string name, string text = "1\n00:00:01,000 --> 00:00:02,000\nHello\n") => (name, Encoding.UTF8.GetBytes(text));

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link.srt") { LinkName = "/etc/passwd" });
            foreach (var (name, bytes) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
            }
        }

        return stream.ToArray();
    }

    public static byte[] GZip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    /// <summary>The same with the mark of encryption on every file.</summary>
    public static byte[] Locked(byte[] zip)
    {
        var locked = zip.ToArray();
        for (var index = 0; index + 10 < locked.Length; index++)
        {
            if (locked[index] == 'P' && locked[index + 1] == 'K' && (locked[index + 2], locked[index + 3]) is (3, 4) or (1, 2))
            {
                locked[index + (locked[index + 2] == 3 ? 6 : 8)] |= 1;
            }
        }

        return locked;
    }
}
