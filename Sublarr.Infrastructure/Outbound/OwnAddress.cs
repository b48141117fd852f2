using System.Net;
using System.Net.Sockets;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Tells which addresses are this machine's own.</summary>
internal static class OwnAddress
{
    // "Discard": the number means nothing, for nothing is sent.
    private const int AnyPort = 9;

    /// <summary>
    /// True for an address of any of its network cards, and for what it routes to itself. The system is asked which address it would
    /// call from, each time: addresses come and go while Sublarr runs, and a list of the cards leaves out what is routed.
    /// </summary>
    public static bool Is(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(address, AnyPort));
            return socket.LocalEndPoint is IPEndPoint local && local.Address.Equals(address);
        }
        catch (SocketException)
        {
            // There is no way there, so it is not here either.
            return false;
        }
    }
}
