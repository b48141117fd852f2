using System.Net;
using System.Net.Sockets;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Decides which addresses Sublarr may send to: what no receiver lives at, and what would leak or loop, is closed in every profile.
/// This machine is closed until an administrator names it, because what listens there alone often asks nobody who calls.
/// </summary>
internal sealed class EgressPolicy(OutboundOptions options, SublarrOptions here)
{
    public const string OwnPort = "own-port";
    public const string Loopback = "loopback";
    public const string OwnNetworkCard = "this-machine";
    public const string OtherService = "other-service";
    public const string Denied = "denied";
    public const string NotAllowed = "not-allowed";

    // What home networks and virtual machines give to a host beside its usual address.
    private static readonly EgressRule LinkLocal = new("link-local", "169.254.0.0/16", "fe80::/10");

    // Where in them clouds keep their credentials and their answers about a machine: AWS, Azure, Google, Oracle and OpenStack; AWS for
    // containers; Tencent; Scaleway; OpenStack by IPv6.
    private static readonly EgressRule LinkLocalMetadata =
        new("link-local", "169.254.169.0/24", "169.254.170.0/24", "169.254.0.0/24", "169.254.42.42/32", "fe80::a9fe:a9fe/128");

    // No profile and no exception opens these: cloud machines hand out their credentials at the first, and nothing answers at the rest.
    private static readonly EgressRule[] Always =
    [
        new("cloud-metadata", "fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"),
        LinkLocal,
        new("link-local", "fec0::/10"),
        new("unspecified", "0.0.0.0/8", "::/128"),
        new("multicast", "224.0.0.0/4", "ff00::/8"),
        new("reserved", "240.0.0.0/4"),
    ];

    private static readonly EgressRule ThisMachine = new(Loopback, "127.0.0.0/8", "::1/128");
    private static readonly EgressRule Private = new("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    // What is not the internet, https://www.iana.org/assignments/iana-ipv4-special-registry and its twin for IPv6.
    private static readonly EgressRule[] NotPublic =
    [
        Private,
        new("documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
        new("special", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100::/64", "5f00::/16"),
        new("embedded", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"),
    ];

    /// <summary>The networks of a house, this machine included.</summary>
    public static IReadOnlyList<IPNetwork> HomeNetwork { get; } = [.. Private.Networks, .. ThisMachine.Networks];

    private volatile EgressSettings _settings = options.Egress;
    private volatile int _generation;
    private volatile int[] _ownPorts = [here.Port];

    /// <summary>What is in force now.</summary>
    public EgressSettings InForce => _settings;

    /// <summary>Rises with every change: a connection that was opened before has to be looked at again.</summary>
    public int Generation => _generation;

    /// <summary>Puts what administrators have chosen in force, under what the environment says.</summary>
    public void Adopt(EgressChoice choice)
    {
        _settings = choice.Under(options.Egress);
        Interlocked.Increment(ref _generation);
    }

    /// <summary>Learns at which ports the server really listens: there are more ways to say so than <c>SUBLARR_PORT</c>.</summary>
    public void ListensAt(IReadOnlyCollection<int> ports)
    {
        _ownPorts = [.. ports];
        Interlocked.Increment(ref _generation);
    }

    /// <summary>True unless a webhook to this port would be refused at whatever host.</summary>
    public bool MayOpen(int port) => !OtherServices.Own(port) || _settings.Allow.Any(exception => exception.Network is null && exception.Port == port);

    /// <summary>
    /// Of a host's addresses those that are dialled. A link-local one beside others is left out: many hosts announce it, it works on one
    /// network card alone, and nobody is misled by it. What is kept of the metadata of clouds among them is refused with the rest.
    /// </summary>
    public static IPAddress[] WithoutLinkLocal(IPAddress[] addresses) =>
        Array.FindAll(addresses, address => !IsLeftOut(address)) is { Length: > 0 } usual ? usual : addresses;

    private static bool IsLeftOut(IPAddress address) => Plain(address) is var plain && LinkLocal.Covers(plain) && !LinkLocalMetadata.Covers(plain);

    /// <summary>True for what no profile and no exception opens.</summary>
    public static bool IsNeverOpen(IPAddress address) => EmbeddedAddress.Unwrap(address).Any(candidate => RuleIn(Always, candidate) is not null);

    /// <summary>The name of the rule that forbids the address, or null when it is allowed.</summary>
    /// <param name="host">The host as the webhook's address has it.</param>
    /// <param name="address">An address about to be dialled.</param>
    /// <param name="port">The port.</param>
    /// <param name="speaksHttp">False for a protocol that other services do not take for commands of theirs.</param>
    public string? RuleAgainst(string host, IPAddress address, int port, bool speaksHttp = true) =>
        EmbeddedAddress.Unwrap(Plain(address))
            .Select(candidate => RuleAgainstOne(host, candidate, port, speaksHttp))
            .FirstOrDefault(rule => rule is not null);

    private string? RuleAgainstOne(string host, IPAddress address, int port, bool speaksHttp)
    {
        if (RuleIn(Always, address) is { } always)
        {
            return always;
        }

        if (_settings.Deny.Any(network => network.Contains(address)))
        {
            return Denied;
        }

        if (_settings.Allow.Any(exception => exception.Names(host, address, port)))
        {
            return null;
        }

        var isHere = OwnAddress.Is(address);
        if (isHere && _ownPorts.Contains(port))
        {
            return OwnPort;
        }

        if (speaksHttp && OtherServices.Own(port))
        {
            return OtherService;
        }

        if (IsAllowed(address, isHere))
        {
            return null;
        }

        return isHere ? ThisMachine.Covers(address) ? Loopback : OwnNetworkCard : ProfileAgainst(address);
    }

    private string? ProfileAgainst(IPAddress address) => _settings.Profile switch
    {
        EgressProfile.Public => RuleIn(NotPublic, address),
        EgressProfile.Custom => NotAllowed,
        _ => null,
    };

    // Who allows 0.0.0.0/0 or the home network thinks of the world, not of this machine: a network opens it only when it is nothing else.
    private bool IsAllowed(IPAddress address, bool isHere) => _settings.Allow.Any(exception =>
        exception.Network is { } network
        && network.Contains(address)
        && (!isHere || ThisMachine.Covers(network.BaseAddress) || network.PrefixLength == 8 * address.GetAddressBytes().Length));

    private static string? RuleIn(EgressRule[] rules, IPAddress address) => Array.Find(rules, rule => rule.Covers(address))?.Name;

    // One form for each address: rules and exceptions know neither the zone it was written with nor its guise as IPv6.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : EgressRule.WithoutScope(address);
}

/// <summary>A named list of networks that are not dialled.</summary>
internal sealed class EgressRule(string name, params string[] networks)
{
    /// <summary>The networks.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; } = [.. networks.Select(network => IPNetwork.Parse(network))];

    /// <summary>The name people see when the rule forbids an address.</summary>
    public string Name => name;

    /// <summary>True when the address lies in one of the networks.</summary>
    public bool Covers(IPAddress address) =>
        Networks.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(WithoutScope(address)));

    /// <summary>The address without the network card it was heard on.</summary>
    public static IPAddress WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
}
