namespace Sublarr.Infrastructure.Outbound;

/// <summary>Where a request went, and how it was received there. Flows with the calls that write it.</summary>
internal sealed class ConnectionTrace
{
    private static readonly AsyncLocal<ConnectionTrace?> Ambient = new();

    // Part of this object: there is one for every delivery.
    private StatusLine _line;

    private ConnectionTrace()
    {
    }

    /// <summary>The trace of the request being written, or null when nobody asks.</summary>
    public static ConnectionTrace? Current => Ambient.Value;

    /// <summary>The address and port that were dialled; null while nothing was written to a connection.</summary>
    public string? Remote { get; private set; }

    /// <summary>The timestamp at which its own connection was ready; null when it used an older one.</summary>
    public long? ConnectedAt { get; private set; }

    /// <summary>True when the connection had served another request before.</summary>
    public bool IsReused { get; private set; }

    /// <summary>True once anything was heard in answer.</summary>
    public bool IsAnswered => _line.HasBegun;

    /// <summary>What the first line of the answer says, be the rest of it whole or not; null for none, and for a line that promises another.</summary>
    public int? Status => _line.Status;

    /// <summary>Traces what the caller sends from here on.</summary>
    public static ConnectionTrace Start() => Ambient.Value = new ConnectionTrace();

    /// <summary>Something, be it the handshake, is about to be written.</summary>
    public void Writing(string remote, long? connectedAt)
    {
        Remote = remote;
        ConnectedAt = connectedAt;
    }

    /// <summary>The request is about to be written.</summary>
    public void Asking(bool isReused)
    {
        IsReused = isReused;
        _line.Clear();
    }

    /// <summary>A part of the answer has come.</summary>
    public void Hearing(ReadOnlySpan<byte> part) => _line.Read(part);
}
