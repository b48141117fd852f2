using System.Globalization;
using System.Net;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Where webhooks may go, before exceptions.</summary>
public enum EgressProfile
{
    /// <summary>The home network and the internet.</summary>
    Lan,

    /// <summary>The internet alone.</summary>
    Public,

    /// <summary>Nothing but what is allowed by name.</summary>
    Custom,
}

/// <summary>What an administrator has set about where webhooks may go.</summary>
/// <param name="Profile">What is open before exceptions; null when nobody has said, which means <see cref="EgressProfile.Lan"/>.</param>
/// <param name="Allow">What is open besides; of this machine, only what is named exactly.</param>
/// <param name="Deny">What is closed whatever else is said.</param>
public sealed record EgressSettings(EgressProfile? Profile, IReadOnlyList<EgressException> Allow, IReadOnlyList<IPNetwork> Deny)
{
    /// <summary>The home network and the internet, without exceptions.</summary>
    public static EgressSettings Standard { get; } = new(null, [], []);
}

/// <summary>One entry of <c>SUBLARR_EGRESS_ALLOW</c>: a network, or one port of one host.</summary>
public sealed record EgressException
{
    private EgressException()
    {
    }

    /// <summary>The network; null when it is one port of one host.</summary>
    public IPNetwork? Network { get; private init; }

    /// <summary>The host as it must be written in the address of the webhook.</summary>
    public string Host { get; private init; } = "";

    /// <summary>The port of <see cref="Host"/>.</summary>
    public int Port { get; private init; }

    /// <summary>Reads an entry such as <c>192.168.0.0/16</c>, <c>localhost:8123</c> or <c>[::1]:8123</c>; null when it is none.</summary>
    /// <param name="text">The entry.</param>
    public static EgressException? Parse(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return ParseNetwork(text) is { } network ? new EgressException { Network = network } : null;
        }

        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535)
        {
            return null;
        }

        var host = text[..colon];
        // Without brackets nobody can tell the last group of an IPv6 address from a port.
        return Uri.CheckHostName(host) != UriHostNameType.Unknown && (host[0] == '[' || !host.Contains(':', StringComparison.Ordinal))
            ? new EgressException { Host = Plain(host), Port = port }
            : null;
    }

    /// <summary>Reads a network such as <c>192.168.0.0/16</c>; null when it is none, or has bits beyond its length.</summary>
    /// <param name="text">The network.</param>
    public static IPNetwork? ParseNetwork(string text) =>
        IPNetwork.TryParse(text, out var network)
        && IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out var written)
        && network.BaseAddress.Equals(written)
            ? network
            : null;

    /// <summary>True when it is this port of this host, be it written as a name or as an address.</summary>
    /// <param name="host">The host as the webhook's address has it.</param>
    /// <param name="address">What it stands for.</param>
    /// <param name="port">The port.</param>
    public bool Names(string host, IPAddress address, int port) =>
        Network is null && Port == port
        && (Host.Equals(host, StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var own) && own.Equals(address)));

    /// <summary>True when nothing it names can ever be open: link-local addresses, where cloud machines hand out credentials, and their like.</summary>
    public bool IsFutile => Network is { } network ? EgressPolicy.IsNeverOpen(network.BaseAddress) && network.PrefixLength >= 8 : IPAddress.TryParse(Host, out var own) && EgressPolicy.IsNeverOpen(own);

    /// <inheritdoc/>
    public override string ToString() => Network?.ToString() ?? $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";

    private static string Plain(string host) => IPAddress.TryParse(host, out var address) ? address.ToString() : host.TrimEnd('.');
}
