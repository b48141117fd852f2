using Sublarr.Domain;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>The body of a <see cref="HttpDownload"/>.</summary>
internal sealed class PatientStream(Stream content, Patience patience, long limit) : Stream
{
    private long _read;
    private byte _last;
    private bool _isAtEnd;

    /// <summary>Host and port it comes from.</summary>
    public string Target { get; init; } = "The receiver";

    /// <summary>True when it has ended, and not as JSON ends.</summary>
    public bool IsCutShort => _isAtEnd && _last is not ((byte)'}' or (byte)']');

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await content.ReadAsync(buffer, patience.Token);
            patience.Goes();
            Note(buffer.Span[..read]);
            return (_read += read) <= limit ? read : throw TooLong();
        }
        catch (Exception exception) when (NetworkFault.IsOne(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpFaultException(patience.FaultOf(exception, Target, isSent: true), exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read without blocking a thread.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Note(ReadOnlySpan<byte> part)
    {
        _isAtEnd = part.IsEmpty;
        _last = part.TrimEnd(" \r\n\t"u8) is [.., var last] ? last : _last;
    }

    private HttpFaultException TooLong() => new(new NetworkFault(
        FailureClass.Protocol, $"{Target} answered with more than {Wording.Bytes(limit)}: no library is as large. Check the address."));
}
