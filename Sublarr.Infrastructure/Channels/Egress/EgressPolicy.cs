using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Egress;

/// <summary>
/// Decides which addresses Sublarr may send to. The home network and this machine are open; what no receiver lives at, and what
/// would leak or loop, is not.
/// </summary>
internal sealed class EgressPolicy(SublarrOptions options)
{
    private const string OwnPort = "own-port";

    // No profile opens these: cloud machines hand out their credentials at the first four, and nothing answers at the rest.
    private static readonly EgressRule[] Always =
    [
        new("cloud-metadata", "fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"),
        new("link-local", "169.254.0.0/16", "fe80::/10", "fec0::/10"),
        new("unspecified", "0.0.0.0/8", "::/128"),
        new("multicast", "224.0.0.0/4", "ff00::/8"),
        new("reserved", "240.0.0.0/4"),
    ];

    /// <summary>The name of the rule that forbids the address, or null when it is allowed.</summary>
    /// <param name="address">An address about to be dialled.</param>
    /// <param name="port">The port.</param>
    public string? RuleAgainst(IPAddress address, int port)
    {
        foreach (var candidate in EmbeddedAddress.Unwrap(address))
        {
            if (Array.Find(Always, rule => rule.Covers(candidate)) is { } rule)
            {
                return rule.Name;
            }

            if (port == options.Port && IsThisMachine(candidate))
            {
                return OwnPort;
            }
        }

        return null;
    }

    private static bool IsThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address));
}

/// <summary>A named list of networks that are not dialled.</summary>
internal sealed class EgressRule(string name, params string[] networks)
{
    private readonly IPNetwork[] _networks = [.. networks.Select(network => IPNetwork.Parse(network))];

    /// <summary>The name people see when the rule forbids an address.</summary>
    public string Name => name;

    /// <summary>True when the address lies in one of the networks.</summary>
    public bool Covers(IPAddress address) =>
        Array.Exists(_networks, network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(WithoutScope(address)));

    private static IPAddress WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
}
