using System.Buffers.Text;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Reads the status off the first bytes of an answer of HTTP/1, in whatever portions they come.</summary>
internal struct StatusLine
{
    private const int NumberAt = 9;
    private const int Needed = 13;

    private byte[]? _kept;
    private int _length;

    /// <summary>True once a byte has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The status; null when there is none yet, none at all, or one that promises another.</summary>
    public int? Status { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Clear() => (HasBegun, Status, _length) = (false, null, 0);

    /// <summary>Takes the next bytes.</summary>
    public void Read(ReadOnlySpan<byte> part)
    {
        // Nearly every answer begins with a whole line, and then nothing is copied.
        if (!HasBegun && part.Length >= Needed)
        {
            (HasBegun, _length, Status) = (true, Needed, StatusOf(part[..Needed]));
            return;
        }

        HasBegun = true;
        if (_length >= Needed)
        {
            return;
        }

        _kept ??= new byte[Needed];
        part = part[..Math.Min(part.Length, Needed - _length)];
        part.CopyTo(_kept.AsSpan(_length));
        _length += part.Length;
        if (_length == Needed)
        {
            Status = StatusOf(_kept);
        }
    }

    private static int? StatusOf(ReadOnlySpan<byte> start) =>
        start.StartsWith("HTTP/1."u8)
        && start[NumberAt - 1] == ' '
        && start[^1] is (byte)' ' or (byte)'\r' or (byte)'\n'
        && Utf8Parser.TryParse(start[NumberAt..^1], out int status, out var digits) && digits == 3
        && status >= 200
            ? status
            : null;
}
