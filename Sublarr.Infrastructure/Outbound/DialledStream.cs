using System.Net.Sockets;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// A connection that tells the request written to it where it goes. A pooled connection is opened for one request and used by
/// many, and the framework tells none of them.
/// </summary>
/// <param name="socket">Connected.</param>
/// <param name="remote">Where it leads; null when that is where the socket is connected to.</param>
/// <param name="connectedAt">The timestamp of that.</param>
/// <param name="vet">Throws when the connection may no longer be used.</param>
internal sealed class DialledStream(Socket socket, string? remote, long connectedAt, Action vet) : NetworkStream(socket, ownsSocket: true)
{
    private readonly string _remote = remote ?? socket.RemoteEndPoint?.ToString() ?? "";
    private ConnectionTrace? _first;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The pool keeps connections for minutes, and what is closed is to be closed at once.
        vet();
        if (ConnectionTrace.Current is { } trace)
        {
            var first = Interlocked.CompareExchange(ref _first, trace, null) ?? trace;
            trace.Writing(_remote, ReferenceEquals(first, trace) ? connectedAt : null);
        }

        return base.WriteAsync(buffer, cancellationToken);
    }
}
