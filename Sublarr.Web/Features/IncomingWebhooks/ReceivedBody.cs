using System.Buffers;

namespace Sublarr.Web.Features.IncomingWebhooks;

/// <summary>The body of one request in rented memory: a season's import brings many of them at once.</summary>
internal sealed class ReceivedBody : IDisposable
{
    private const int FirstGuess = 16 * 1024;

    // The pool keeps what it was given back for minutes, also through a collection: twenty bodies of 4 MiB, in arrays of twice that.
    private const int LongestRented = 256 * 1024;

    private byte[] _buffer;
    private int _length;

    private ReceivedBody(int capacity) => _buffer = Rent(capacity);

    /// <summary>The body without a byte-order mark.</summary>
    public Memory<byte> Bytes => _buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8) ? _buffer.AsMemory(3, _length - 3) : _buffer.AsMemory(0, _length);

    /// <summary>Reads a body; null when it is longer than <paramref name="limit"/>, whether it says so or not.</summary>
    public static async ValueTask<ReceivedBody?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more than announced, so that the read that finds the end has room.
        var body = new ReceivedBody((int)(request.ContentLength ?? FirstGuess) + 1);
        try
        {
            while (await request.Body.ReadAsync(body.Free(), cancellationToken) is > 0 and var read)
            {
                body._length += read;
                if (body._length > limit)
                {
                    body.Dispose();
                    return null;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        return body;
    }

    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private static byte[] Rent(int capacity) => capacity <= LongestRented ? ArrayPool<byte>.Shared.Rent(capacity) : GC.AllocateUninitializedArray<byte>(capacity);

    private static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= LongestRented)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Memory<byte> Free()
    {
        if (_length == _buffer.Length)
        {
            var larger = Rent(2 * _buffer.Length);
            _buffer.CopyTo(larger, 0);
            Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}
