using System.Globalization;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Keeps the beginning and the end of a stream of any length in a fixed amount of memory. May be read while it grows.</summary>
internal sealed class OutputTail
{
    /// <summary>How many bytes of the beginning are kept, and as many of the end.</summary>
    public const int Kept = 32 * 1024;

    // Made when they are needed: most scripts print little or nothing.
    private byte[] _head = [];

    // A ring: byte n after the head is at n modulo its length.
    private byte[] _tail = [];

    private readonly Lock _gate = new();
    private Action? _grew;

    /// <summary>Bytes received, kept or not.</summary>
    public long Total { get; private set; }

    /// <summary>True when the middle was left out.</summary>
    public bool IsTruncated => Total > 2 * Kept;

    /// <summary>Tells of each growth from here on, to one who looks on.</summary>
    /// <param name="grew">Must return at once.</param>
    public void Tell(Action grew) => _grew = grew;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (Total < Kept)
            {
                bytes = AppendToHead(bytes);
            }

            if (bytes.Length > 0)
            {
                AppendToTail(bytes);
            }
        }

        _grew?.Invoke();
    }

    /// <summary>What was kept as plain text, with a line that says how much is missing.</summary>
    public string ReadText()
    {
        lock (_gate)
        {
            return Read();
        }
    }

    private string Read()
    {
        if (!IsTruncated)
        {
            return OutputText.Of([.. _head.AsSpan(0, (int)Math.Min(Total, Kept)), .. ReadTail()]);
        }

        var left = string.Create(CultureInfo.InvariantCulture, $"\n[... {Total - (2 * Kept):N0} bytes left out ...]\n");
        return OutputText.Of(OutputText.WithoutCutEnd(_head)) + left + OutputText.Of(OutputText.WithoutCutStart(ReadTail()));
    }

    private ReadOnlySpan<byte> AppendToHead(ReadOnlySpan<byte> bytes)
    {
        _head = _head.Length == 0 ? new byte[Kept] : _head;
        var first = bytes[..(int)Math.Min(bytes.Length, Kept - Total)];
        first.CopyTo(_head.AsSpan((int)Total));
        Total += first.Length;
        return bytes[first.Length..];
    }

    private void AppendToTail(ReadOnlySpan<byte> bytes)
    {
        _tail = _tail.Length == 0 ? new byte[Kept] : _tail;
        if (bytes.Length > Kept)
        {
            Total += bytes.Length - Kept;
            bytes = bytes[^Kept..];
        }

        while (bytes.Length > 0)
        {
            var at = (int)((Total - Kept) % Kept);
            var part = bytes[..Math.Min(bytes.Length, Kept - at)];
            part.CopyTo(_tail.AsSpan(at));
            Total += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    private byte[] ReadTail()
    {
        var count = Math.Max(0, Total - Kept);
        var oldest = count > Kept ? (int)(count % Kept) : 0;
        return [.. _tail.AsSpan(oldest, (int)Math.Min(count, Kept) - oldest), .. _tail.AsSpan(0, oldest)];
    }
}
