using System.Net;
using System.Net.Sockets;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>The addresses of a host name.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections for <see cref="SocketsHttpHandler"/>: resolves once, decides on the addresses, dials what it decided on.
/// A check of the URL would miss names that point inward, and names that point elsewhere at the second look.
/// </summary>
internal sealed class EgressDialler(EgressPolicy policy, EgressTunnel tunnel, ResolveHost resolve, TimeProvider clock)
{
    /// <summary>The longest time from the name to a connection ready for HTTP.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShareOfOneAddress = TimeSpan.FromSeconds(2);

    /// <summary>Connects, or throws <see cref="EgressDeniedException"/>, <see cref="ProxyFaultException"/> or <see cref="SocketException"/>.</summary>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, speaksHttp: true, cancellationToken);

    /// <summary>The same for mail. Its servers speak first, so nothing that Sublarr says can be taken for a command of another service: their ports are open to it.</summary>
    public async Task<Stream> ConnectToMailAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ConnectAsync(host, port, speaksHttp: false, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    /// <summary>A connection to an address, without asking whether it may be.</summary>
    public static async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What would be decided, without dialling: each address with the rule against it.</summary>
    /// <exception cref="SocketException">The name has no address.</exception>
    public async Task<IReadOnlyList<EgressFinding>> ExamineAsync(string written, int port, CancellationToken cancellationToken)
    {
        var host = written.TrimEnd('.');
        return [.. EgressPolicy.WithoutLinkLocal(await ResolveAsync(host, cancellationToken)).Select(address => policy.RuleAgainst(host, address, port) is { } rule
            ? new EgressFinding(address.ToString(), rule, RemedyOf(rule, $"{Bracketed(host)}:{port}"))
            : new EgressFinding(address.ToString(), null, null, tunnel.LeadsTo(host, address)))];
    }

    private async ValueTask<Stream> ConnectAsync(string written, int port, bool speaksHttp, CancellationToken cancellationToken)
    {
        // "nas.local." is the same host, and the resolver of some systems does not know it.
        var host = written.TrimEnd('.');
        // Taken before looking: a change that comes meanwhile is looked at again.
        var generation = policy.Generation;
        var addresses = EgressPolicy.WithoutLinkLocal(await ResolveAsync(host, cancellationToken));
        Vet(host, port, speaksHttp, addresses);

        SocketException? failure = null;
        for (var index = 0; index < addresses.Length; index++)
        {
            try
            {
                var address = addresses[index];
                return tunnel.LeadsTo(host, address)
                    ? new DialledStream(
                        await tunnel.OpenAsync(address, port, cancellationToken), $"{new IPEndPoint(address, port)} through {tunnel.Proxy}", clock.GetTimestamp(), Look)
                    : new DialledStream(await DialAsync(address, port, isLast: index == addresses.Length - 1, cancellationToken), null, clock.GetTimestamp(), Look);

                void Look() => VetAgain(host, port, speaksHttp, address, ref generation);
            }
            catch (SocketException refusal)
            {
                failure = refusal;
            }
        }

        throw failure ?? new SocketException((int)SocketError.NoData);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await resolve(host, cancellationToken).WaitAsync(ResolveTimeout, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // No name server has to say which machine this is.
            return HostNames.IsThisMachine(host) ? [IPAddress.Loopback] : throw new SocketException((int)SocketError.TryAgain);
        }
    }

    /// <summary>One forbidden address forbids the whole answer: no honest name mixes them.</summary>
    private void Vet(string host, int port, bool speaksHttp, IPAddress[] addresses)
    {
        foreach (var address in addresses)
        {
            if (policy.RuleAgainst(host, address, port, speaksHttp) is { } rule)
            {
                var target = host == address.ToString() ? host : $"{host} ({address})";
                throw new EgressDeniedException(rule, $"{target} port {port}", RemedyOf(rule, $"{Bracketed(host)}:{port}"));
            }
        }
    }

    private void VetAgain(string host, int port, bool speaksHttp, IPAddress address, ref int generation)
    {
        var now = policy.Generation;
        if (generation != now)
        {
            Vet(host, port, speaksHttp, [address]);
            generation = now;
        }
    }

    private static string RemedyOf(string rule, string exception) => rule switch
    {
        EgressPolicy.Loopback or EgressPolicy.OwnNetworkCard => $"that is the machine Sublarr runs on. If the receiver is there, allow it under Settings, or with SUBLARR_EGRESS_ALLOW={exception}.",
        EgressPolicy.OtherService => $"the port belongs to a service that speaks no HTTP, such as mail. If it is the receiver's, allow it under Settings, or with SUBLARR_EGRESS_ALLOW={exception}.",
        EgressPolicy.OwnPort => "that is Sublarr itself. Enter the address of the receiver.",
        EgressPolicy.Denied => "an administrator has closed it, under Settings or with SUBLARR_EGRESS_DENY.",
        EgressPolicy.NotAllowed or "private" or "documentation" or "special" or "embedded" =>
            $"the profile closes it. Allow it under Settings, or with SUBLARR_EGRESS_ALLOW={exception}.",
        _ => "enter an address that Sublarr may send to.",
    };

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    private async Task<Socket> DialAsync(IPAddress address, int port, bool isLast, CancellationToken cancellationToken)
    {
        using var share = new CancellationTokenSource(isLast ? Timeout.InfiniteTimeSpan : ShareOfOneAddress, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
        try
        {
            return await OpenAsync(address, port, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}

/// <summary>What the guard says about one address.</summary>
/// <param name="Address">The address.</param>
/// <param name="Rule">The name of the rule that forbids it; null when it may be dialled.</param>
/// <param name="Remedy">Why, and what helps; null when it may be dialled.</param>
/// <param name="ThroughProxy">True when it is reached through the proxy.</param>
public sealed record EgressFinding(string Address, string? Rule, string? Remedy, bool ThroughProxy = false);
