using System.Net;
using System.Net.Sockets;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Asks this machine for the addresses of host names.</summary>
internal static class HostNames
{
    private const string ThisMachine = "localhost";

    /// <summary>
    /// The addresses of a name, as the machine's files and name servers have them. "localhost" and what is below it means this machine
    /// (RFC 6761, 6.3) also where neither knows it: not every image has it in its hosts file, and no name server has to answer for it. Its IPv4 address alone: what listens here listens there.
    /// </summary>
    /// <exception cref="SocketException">The name has no address, or nobody could be asked.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException) when (IsThisMachine(host))
        {
            return [IPAddress.Loopback];
        }
    }

    /// <summary>True for "localhost", and what is below it.</summary>
    public static bool IsThisMachine(string host) =>
        host.Equals(ThisMachine, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{ThisMachine}", StringComparison.OrdinalIgnoreCase);
}
