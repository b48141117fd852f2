using System.Net.Sockets;

namespace Sublarr.Infrastructure.Channels.Egress;

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

/// <summary>Where a request went. Flows with the calls that write it.</summary>
internal sealed class ConnectionTrace
{
    private static readonly AsyncLocal<ConnectionTrace?> Ambient = new();

    private ConnectionTrace()
    {
    }

    /// <summary>The trace of the request being written, or null when nobody asks.</summary>
    public static ConnectionTrace? Current => Ambient.Value;

    /// <summary>The address and port that were dialled; null while nothing was written to a connection.</summary>
    public string? Remote { get; private set; }

    /// <summary>The timestamp at which its own connection was ready; null when it used an older one.</summary>
    public long? ConnectedAt { get; private set; }

    /// <summary>Traces what the caller sends from here on.</summary>
    public static ConnectionTrace Start() => Ambient.Value = new ConnectionTrace();

    /// <summary>Something, be it the handshake, is about to be written.</summary>
    public void Writing(string remote, long? connectedAt)
    {
        Remote = remote;
        ConnectedAt = connectedAt;
    }
}
