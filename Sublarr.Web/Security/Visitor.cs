using System.Net;
using System.Net.Sockets;

namespace Sublarr.Web.Security;

/// <summary>Who knocks at the door, as far as the connection tells.</summary>
/// <param name="Address">The network address; null when there is none.</param>
/// <param name="Network">What counts as one place: the address itself, and of IPv6 the /64 that one subscriber has to himself.</param>
/// <param name="Browser">How the browser describes itself.</param>
/// <param name="Device">The browser, when somebody has signed in with it before.</param>
internal sealed record Visitor(string? Address, string Network, string Browser, KnownDevice? Device)
{
    private const int NetworkBytes = 8;

    /// <summary>The address as it is shown and counted: IPv4 is IPv4, however it was received.</summary>
    public static IPAddress? AddressOf(HttpContext? context) => context?.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
        var address => address,
    };

    /// <summary>The place an address belongs to.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return address?.ToString() ?? "unknown";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
