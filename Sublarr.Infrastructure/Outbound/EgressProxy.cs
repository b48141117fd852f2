using System.Net;
using System.Text;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>The HTTP proxy that webhooks go through (<c>SUBLARR_PROXY</c>), and what goes past it. Its password is in no text it gives.</summary>
public sealed class EgressProxy
{
    // The proxy of a house, or of a tunnel out of it, rarely leads back into it.
    private static readonly DirectTarget[] HomeNetwork = [.. EgressPolicy.HomeNetwork.Select(DirectTarget.Of)];

    private EgressProxy(Uri address, string? authorization, IReadOnlyList<DirectTarget> direct) =>
        (Host, Port, Authorization, Direct) = (address.IdnHost, address.Port, authorization, direct);

    /// <summary>Its name or address.</summary>
    public string Host { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>What goes past it.</summary>
    public IReadOnlyList<DirectTarget> Direct { get; }

    /// <summary>True when it is told a name and a password.</summary>
    public bool HasCredentials => Authorization is not null;

    /// <summary>The value of <c>Proxy-Authorization</c>; null for none. Never to be shown.</summary>
    internal string? Authorization { get; }

    /// <summary>Reads an address such as <c>http://user:password@proxy.lan:3128</c>; null when it is none.</summary>
    /// <param name="address">The address; what is special in name or password is percent-encoded.</param>
    /// <param name="direct">What goes past it; null for the home network.</param>
    public static EgressProxy? Parse(string address, IReadOnlyList<DirectTarget>? direct = null)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri is not { Scheme: "http", Host.Length: > 0, Port: > 0, PathAndQuery: "/", Fragment: "" })
        {
            return null;
        }

        var user = Uri.UnescapeDataString(uri.UserInfo);
        // Without a colon there is a name alone; a line end in either would be a header of its own.
        if (user.Any(char.IsControl))
        {
            return null;
        }

        var authorization = user.Length == 0 ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user.Contains(':', StringComparison.Ordinal) ? user : user + ":"));
        return new EgressProxy(uri, authorization, direct ?? HomeNetwork);
    }

    /// <summary>True when a receiver is dialled past the proxy.</summary>
    /// <param name="host">The host as the webhook's address has it.</param>
    /// <param name="address">The address about to be dialled.</param>
    public bool IsPassedBy(string host, IPAddress address) => Direct.Any(target => target.Covers(host, address));

    /// <inheritdoc/>
    public override string ToString() => $"http://{(HasCredentials ? "***@" : "")}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}

/// <summary>One entry of <c>SUBLARR_NO_PROXY</c>: a network, an address, a host, or with a leading dot all hosts of a domain.</summary>
public sealed record DirectTarget
{
    private DirectTarget()
    {
    }

    private IPNetwork? Network { get; init; }

    private string Host { get; init; } = "";

    /// <summary>All of a network.</summary>
    public static DirectTarget Of(IPNetwork network) => new() { Network = network };

    /// <summary>Reads an entry such as <c>192.168.0.0/16</c>, <c>192.168.1.7</c>, <c>nas.lan</c> or <c>.lan</c>; null when it is none.</summary>
    public static DirectTarget? Parse(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return EgressException.ParseNetwork(text) is { } network ? Of(network) : null;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return Of(new IPNetwork(address, address.GetAddressBytes().Length * 8));
        }

        var host = text.TrimEnd('.');
        return Uri.CheckHostName(host.TrimStart('.')) == UriHostNameType.Dns ? new DirectTarget { Host = host } : null;
    }

    /// <summary>True when a receiver is meant by it: by the name as written, or by the address it stands for.</summary>
    public bool Covers(string host, IPAddress address) => Network is { } network
        ? network.Contains(EgressRule.WithoutScope(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
        : Host.StartsWith('.') ? host.EndsWith(Host, StringComparison.OrdinalIgnoreCase) : host.Equals(Host, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Network?.ToString() ?? Host;
}
