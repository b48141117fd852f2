using System.Net;
using System.Net.Sockets;

namespace Sublarr.Tests.Shared;

/// <summary>Ports of this machine.</summary>
internal static class LocalPort
{
    // Below those that systems give away by themselves: a process takes seconds to start, in which the tests beside it make hundreds of connections.
    private const int First = 20_000;
    private const int Count = 12_000;

    // Of two runs on one machine each begins elsewhere.
    private static int _taken = Random.Shared.Next(Count);

    /// <summary>One that nobody listens at, and that nobody else here is given.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _taken) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
