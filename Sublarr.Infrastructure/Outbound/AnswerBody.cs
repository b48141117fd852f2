using System.Text;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// The beginning of a receiver's answer. It is for people to read: a receiver that never stops, or packs a gigabyte into a kilobyte,
/// costs no more than the limit.
/// </summary>
/// <param name="limit">Bytes that are kept: more than usual only where a program reads the answer.</param>
internal sealed class AnswerBody(int limit = AnswerBody.ByteLimit)
{
    public const int ByteLimit = 64 * 1024;
    public const int TextLimit = 20_000;

    // One byte more than is kept tells a body of exactly the limit from a longer one.
    private readonly int _readLimit = limit + 1;

    private byte[] _bytes = new byte[1024];
    private string? _encoding;
    private bool _isBrokenOff;

    /// <summary>Bytes read so far.</summary>
    public int Length { get; private set; }

    /// <summary>True when <see cref="Text"/> is only the beginning.</summary>
    public bool IsTruncated => _isBrokenOff || Length > limit || (_encoding is null && Decode().Length > TextLimit);

    /// <summary>What was read, or in parentheses why it is not shown.</summary>
    public string Text => _encoding is null ? Cut(Decode()) : $"({_encoding}, not expanded)";

    /// <summary>All that was kept, for a program to read.</summary>
    public string Whole => Decode();

    public async Task ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        _encoding = content.Headers.ContentEncoding.FirstOrDefault(name => !name.Equals("identity", StringComparison.OrdinalIgnoreCase));
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        int read;
        while (Length < _readLimit && (read = await stream.ReadAsync(_bytes.AsMemory(Length), cancellationToken)) > 0)
        {
            Length += read;
            if (Length == _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Min(_readLimit, 4 * Length));
            }
        }
    }

    /// <summary>No more of it will come.</summary>
    public void BreakOff() => _isBrokenOff = true;

    private string Decode() => Encoding.UTF8.GetString(_bytes, 0, Math.Min(Length, limit));

    private static string Cut(string text)
    {
        if (text.Length <= TextLimit)
        {
            return text;
        }

        // Half of a surrogate pair is no text, and JSON cannot hold it.
        return text[..(char.IsHighSurrogate(text[TextLimit - 1]) ? TextLimit - 1 : TextLimit)];
    }
}
