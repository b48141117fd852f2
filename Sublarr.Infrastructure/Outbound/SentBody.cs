using System.Net;
using System.Net.Http.Headers;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// The bytes that are sent. Knows whether a connection has asked for them: nothing else in the framework tells a slow connection from a
/// slow answer.
/// </summary>
internal sealed class SentBody : ByteArrayContent
{
    /// <param name="bytes">The body.</param>
    /// <param name="contentType">What it is; null for JSON.</param>
    public SentBody(byte[] bytes, MediaTypeHeaderValue? contentType = null)
        : base(bytes)
    {
        Bytes = bytes;
        Headers.ContentType = contentType ?? new("application/json");
    }

    public byte[] Bytes { get; }

    public bool IsSent { get; private set; }

    /// <summary>It is to be sent once more, over another connection.</summary>
    public void TakeBack() => IsSent = false;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsSent = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
}
