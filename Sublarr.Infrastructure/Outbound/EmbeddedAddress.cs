using System.Net;
using System.Net.Sockets;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Takes IPv4 addresses out of the IPv6 forms that carry them. The framework knows one of these forms alone, so a rule about
/// 169.254.0.0/16 would not see the others.
/// </summary>
internal static class EmbeddedAddress
{
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>The address itself and every IPv4 address in it.</summary>
    /// <param name="address">An address as the resolver gave it.</param>
    public static IEnumerable<IPAddress> Unwrap(IPAddress address)
    {
        yield return address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IPv6Any.Equals(address) || IPAddress.IPv6Loopback.Equals(address))
        {
            yield break;
        }

        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Compatible.Contains(address) || Translated.Contains(address) || Nat64.Contains(address))
        {
            yield return At(bytes, 12);
        }
        else if (LocalNat64.Contains(address))
        {
            // RFC 6052 leaves out byte 8 for a /48 prefix; networks that use a /96 below it put the address last.
            var inside = new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]]);
            if (!IPAddress.Any.Equals(inside))
            {
                yield return inside;
            }

            yield return At(bytes, 12);
        }
        else if (SixToFour.Contains(address))
        {
            yield return At(bytes, 2);
        }
        else if (Teredo.Contains(address))
        {
            yield return At(bytes, 4);
            yield return new IPAddress([.. bytes[12..].Select(part => (byte)~part)]);
        }
    }

    private static IPAddress At(byte[] bytes, int start) => new(bytes.AsSpan(start, 4));
}
