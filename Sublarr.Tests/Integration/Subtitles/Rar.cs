using System.Text;

namespace Sublarr.Tests.Integration.Subtitles;

/// <summary>Writes RAR archives with stored files: no free program does.</summary>
internal static class Rar
{
    public static byte[] Four(params (string Name, byte[] Bytes)[] files)
    {
        using var archive = new MemoryStream();
        archive.Write("Rar!\x1A\x07\0"u8);
        Block4(archive, 0x73, 0, new byte[6], []);
        foreach (var (name, bytes) in files)
        {
            using var header = new MemoryStream();
            using var writer = new BinaryWriter(header);
            writer.Write((uint)bytes.Length);
            writer.Write((uint)bytes.Length);
            writer.Write((byte)3);
            writer.Write(Crc(bytes));
            writer.Write(0x5A210000u);
            writer.Write((byte)20);
            writer.Write((byte)0x30);
            writer.Write((ushort)Encoding.ASCII.GetByteCount(name));
            writer.Write(0x81A4u);
            writer.Write(Encoding.ASCII.GetBytes(name));
            Block4(archive, 0x74, 0x8000, header.ToArray(), bytes);
        }

        Block4(archive, 0x7B, 0x4000, [], []);
        return archive.ToArray();
    }

    public static byte[] Five(params (string Name, byte[] Bytes)[] files)
    {
        using var archive = new MemoryStream();
        archive.Write("Rar!\x1A\x07\x01\0"u8);
        Block5(archive, [.. Number(1), .. Number(0), .. Number(0)], []);
        foreach (var (name, bytes) in files)
        {
            var text = Encoding.UTF8.GetBytes(name);
            Block5(
                archive,
                [
                    .. Number(2), .. Number(2), .. Number(bytes.Length), .. Number(4), .. Number(bytes.Length), .. Number(0x81A4), .. BitConverter.GetBytes(Crc(bytes)), .. Number(0), .. Number(1),
                    .. Number(text.Length), .. text,
                ],
                bytes);
        }

        Block5(archive, [.. Number(5), .. Number(0), .. Number(0)], []);
        return archive.ToArray();
    }

    private static void Block4(MemoryStream archive, byte type, ushort flags, byte[] rest, byte[] data)
    {
        byte[] head = [type, .. BitConverter.GetBytes(flags), .. BitConverter.GetBytes((ushort)(7 + rest.Length)), .. rest];
        archive.Write(BitConverter.GetBytes((ushort)Crc(head)));
        archive.Write(head);
        archive.Write(data);
    }

    private static void Block5(MemoryStream archive, byte[] head, byte[] data)
    {
        byte[] sized = [.. Number(head.Length), .. head];
        archive.Write(BitConverter.GetBytes(Crc(sized)));
        archive.Write(sized);
        archive.Write(data);
    }

    private static byte[] Number(long value)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((value & 0x7F) | (value > 0x7F ? 0x80L : 0L)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
