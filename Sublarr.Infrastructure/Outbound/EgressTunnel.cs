using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Connections through the proxy. It is asked for an address that has been decided on, never for a name: looked up a second time, at the
/// proxy, a name could lead elsewhere. There is no way past a proxy that fails.
/// </summary>
internal sealed class EgressTunnel(OutboundOptions options, ResolveHost resolve)
{
    private const int LongestAnswer = 8 * 1024;

    /// <summary>The proxy; null when there is none.</summary>
    public EgressProxy? Proxy => options.Proxy;

    /// <summary>True when a receiver is reached through the proxy.</summary>
    public bool LeadsTo(string host, IPAddress address) => options.Proxy is { } proxy && !proxy.IsPassedBy(host, address);

    /// <summary>A connection to the address, opened by the proxy.</summary>
    /// <exception cref="ProxyFaultException">The proxy cannot be reached, or does not open it.</exception>
    public async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var proxy = options.Proxy!;
        var target = new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port).ToString();
        Socket? socket = null;
        try
        {
            socket = await ReachAsync(proxy, cancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(RequestFor(target, proxy)), cancellationToken);
            var status = await ReadStatusAsync(socket, proxy, cancellationToken);
            if (status is >= 200 and < 300)
            {
                return socket;
            }

            throw new ProxyFaultException(Refused(proxy, status, target));
        }
        catch (Exception fault)
        {
            socket?.Dispose();
            throw fault switch
            {
                ProxyFaultException => fault,
                SocketException broken => new ProxyFaultException($"The proxy {proxy} cannot be reached ({broken.SocketErrorCode}): check SUBLARR_PROXY, and that the proxy is running.", broken),
                OperationCanceledException late => new ProxyFaultException($"The proxy {proxy} did not open the way to {target} in time: check that it is running.", late),
                _ => fault,
            };
        }
    }

    private static string RequestFor(string target, EgressProxy proxy) =>
        $"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{(proxy.Authorization is { } authorization ? $"Proxy-Authorization: {authorization}\r\n" : "")}\r\n";

    private static string Refused(EgressProxy proxy, int status, string target) => $"The proxy {proxy} answered {status} when it was asked for {target}: " + status switch
    {
        407 => proxy.HasCredentials ? "it does not know the name and password in SUBLARR_PROXY." : "it wants a name and a password, enter them in SUBLARR_PROXY.",
        403 or 405 => $"it does not allow that. Let it CONNECT to this port, or name the receiver in SUBLARR_NO_PROXY.",
        _ => "its own log says why. If other receivers are reached, this one cannot be reached from there.",
    };

    private async Task<Socket> ReachAsync(EgressProxy proxy, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(proxy.Host, out var literal) ? [literal] : await resolve(proxy.Host, cancellationToken);
        SocketException? failure = null;
        foreach (var address in addresses)
        {
            try
            {
                return await EgressDialler.OpenAsync(address, proxy.Port, cancellationToken);
            }
            catch (SocketException refusal)
            {
                failure = refusal;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    // Byte by byte: what follows the answer's head is the receiver's.
    private static async Task<int> ReadStatusAsync(Socket socket, EgressProxy proxy, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < LongestAnswer && await socket.ReceiveAsync(one, cancellationToken) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return StatusOf(head.ToString()) ?? throw NotHttp(proxy);
            }
        }

        throw NotHttp(proxy);
    }

    private static int? StatusOf(string head) =>
        head.StartsWith("HTTP/1.", StringComparison.Ordinal) && head.Split(' ', 3) is [_, var word, ..] && int.TryParse(word.AsSpan(0, Math.Min(3, word.Length)), out var status) ? status : null;

    private static ProxyFaultException NotHttp(EgressProxy proxy) =>
        new($"The proxy {proxy} gave no answer that a proxy gives: check the host and the port in SUBLARR_PROXY.");
}

/// <summary>The proxy did not open a connection: that is no failure of the receiver's.</summary>
internal sealed class ProxyFaultException(string message, Exception? cause = null) : IOException(message, cause);
