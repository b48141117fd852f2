using System.Runtime.CompilerServices;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// A connection as HTTP sees it, above the encryption. It notes for each request whether another was served before, and how the
/// answer begins: of a request that fails, the HTTP stack tells neither.
/// </summary>
/// <param name="inner">The connection, encrypted or not.</param>
internal sealed class WatchedStream(Stream inner) : Stream
{
    private ConnectionTrace? _asking;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ConnectionTrace.Current is { } trace && trace != _asking)
        {
            trace.Asking(isReused: _asking is not null);
            _asking = trace;
        }

        return inner.WriteAsync(buffer, cancellationToken);
    }

    // Not a machine of its own for each read: there is one for every delivery.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The pool reads before it writes, so the request is known only when something has come.
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            _asking?.Hearing(buffer.Span[..read]);
        }

        return read;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
