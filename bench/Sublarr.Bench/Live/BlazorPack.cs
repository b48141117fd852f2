using System.Buffers.Binary;
using System.Text;

namespace Sublarr.Bench.Live;

/// <summary>The part of MessagePack, and of SignalR's messages in it, that circuits use.</summary>
internal static class BlazorPack
{
    /// <summary>A call, with its length in front as SignalR wants it.</summary>
    public static byte[] Call(string? id, string method, params ReadOnlySpan<object?> arguments)
    {
        using var message = new MemoryStream();
        message.Write([0x96, 1, 0x80]);
        Write(message, id);
        Write(message, method);
        message.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(message, argument);
        }

        message.WriteByte(0x90);
        using var framed = new MemoryStream();
        for (var left = (int)message.Length; ; left >>= 7)
        {
            framed.WriteByte((byte)(left < 0x80 ? left : 0x80 | (left & 0x7F)));
            if (left < 0x80)
            {
                break;
            }
        }

        message.WriteTo(framed);
        return framed.ToArray();
    }

    /// <summary>Takes one framed message off the front; null when it is not complete yet.</summary>
    public static List<object?>? TryTake(ref ReadOnlySpan<byte> bytes)
    {
        var (length, place) = (0, 0);
        for (var shift = 0; ; shift += 7)
        {
            if (place == bytes.Length)
            {
                return null;
            }

            var part = bytes[place++];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        if (bytes.Length - place < length)
        {
            return null;
        }

        var message = bytes.Slice(place, length);
        bytes = bytes[(place + length)..];
        return (List<object?>)Read(ref message)!;
    }

    private static void Write(MemoryStream target, object? value)
    {
        switch (value)
        {
            case null:
                target.WriteByte(0xC0);
                break;
            case bool flag:
                target.WriteByte(flag ? (byte)0xC3 : (byte)0xC2);
                break;
            case long number:
                Span<byte> bytes = stackalloc byte[9];
                bytes[0] = 0xD3;
                BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number);
                target.Write(bytes);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                Span<byte> head = stackalloc byte[5];
                head[0] = 0xDB;
                BinaryPrimitives.WriteInt32BigEndian(head[1..], utf8.Length);
                target.Write(head);
                target.Write(utf8);
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    private static object? Read(ref ReadOnlySpan<byte> bytes)
    {
        var kind = bytes[0];
        bytes = bytes[1..];
        return kind switch
        {
            < 0x80 => (long)kind,
            < 0x90 => Items(ref bytes, 2 * (kind & 0x0F)),
            < 0xA0 => Items(ref bytes, kind & 0x0F),
            < 0xC0 => Text(ref bytes, kind & 0x1F),
            0xC0 => null,
            0xC2 => false,
            0xC3 => true,
            0xC4 or 0xC5 or 0xC6 => Skip(ref bytes, (int)Number(ref bytes, 1 << (kind - 0xC4))),
            0xCC or 0xCD or 0xCE or 0xCF => Number(ref bytes, 1 << (kind - 0xCC)),
            0xD0 or 0xD1 or 0xD2 or 0xD3 => Signed(ref bytes, 1 << (kind - 0xD0)),
            0xD9 or 0xDA or 0xDB => Text(ref bytes, (int)Number(ref bytes, 1 << (kind - 0xD9))),
            0xDC or 0xDD => Items(ref bytes, (int)Number(ref bytes, 2 << (kind - 0xDC))),
            >= 0xE0 => (long)(sbyte)kind,
            _ => throw new NotSupportedException($"MessagePack {kind:x}"),
        };
    }

    private static List<object?> Items(ref ReadOnlySpan<byte> bytes, int count)
    {
        var items = new List<object?>(count);
        for (var index = 0; index < count; index++)
        {
            items.Add(Read(ref bytes));
        }

        return items;
    }

    private static string Text(ref ReadOnlySpan<byte> bytes, int length)
    {
        var text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return text;
    }

    // Render batches are counted, not looked into.
    private static object Skip(ref ReadOnlySpan<byte> bytes, int length)
    {
        bytes = bytes[length..];
        return length;
    }

    private static long Number(ref ReadOnlySpan<byte> bytes, int size)
    {
        var number = 0L;
        foreach (var part in bytes[..size])
        {
            number = (number << 8) | part;
        }

        bytes = bytes[size..];
        return number;
    }

    private static long Signed(ref ReadOnlySpan<byte> bytes, int size)
    {
        var unused = 8 * (sizeof(long) - size);
        return Number(ref bytes, size) << unused >> unused;
    }
}
