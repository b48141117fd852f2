using System.Net.Sockets;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Why no complete answer came, in words that say where to look.</summary>
/// <param name="Failure">The kind of failure.</param>
/// <param name="Sentence">What happened and what helps.</param>
internal sealed record NetworkFault(FailureClass Failure, string Sentence)
{
    /// <summary>True for what the HTTP stack throws when the network fails. The bare error of a socket too: it comes through when somebody hangs up at once.</summary>
    public static bool IsOne(Exception exception) => exception is HttpRequestException or IOException or SocketException or OperationCanceledException;

    /// <summary>The attempt took longer than it may.</summary>
    /// <param name="target">Host and port.</param>
    /// <param name="isSent">True when the request was on its way.</param>
    /// <param name="limit">How long it may take.</param>
    public static NetworkFault Timeout(string target, bool isSent, TimeSpan limit) => isSent
        ? new(
            FailureClass.TimeoutResponse,
            $"{target} gave no complete answer within {limit.TotalSeconds:0} seconds: "
            + "the receiver should answer first and work afterwards, or be given more time.")
        : new(
            FailureClass.TimeoutConnect,
            $"No connection to {target} within {limit.TotalSeconds:0} seconds: "
            + "check that it is switched on and that no firewall drops the traffic.");

    /// <summary>Reads an exception of the HTTP stack. Its enums are a contract; its messages change with language and version.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="target">Host and port.</param>
    /// <param name="isSent">True when the request was on its way.</param>
    public static NetworkFault Of(Exception exception, string target, bool isSent)
    {
        var chain = Chain(exception).ToArray();
        if (chain.OfType<EgressDeniedException>().FirstOrDefault() is { } denied)
        {
            return new(FailureClass.BlockedByPolicy, denied.Message);
        }

        if (chain.OfType<ProxyFaultException>().FirstOrDefault() is { } proxy)
        {
            return new(FailureClass.Proxy, proxy.Message);
        }

        if (!isSent && chain.Any(link => link is TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut }))
        {
            return Timeout(target, isSent, EgressDialler.ConnectTimeout);
        }

        return ByRequestError(chain, target) ?? BySocketError(chain, target) ?? Broken(target);
    }

    private static NetworkFault? ByRequestError(Exception[] chain, string target) => ErrorOf(chain) switch
    {
        HttpRequestError.NameResolutionError when SocketErrorOf(chain) is not SocketError.TryAgain => Unknown(target),
        HttpRequestError.SecureConnectionError => new(
            FailureClass.Tls,
            $"No secure connection to {target}: {chain[^1].Message} Check its certificate, and that the port speaks https. An authority of your own is trusted when its certificate is entered, for which webhooks have a field, or when this machine trusts it."),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => new(
            FailureClass.Protocol,
            $"{target} answered something that is not HTTP: check the port."),
        HttpRequestError.ConfigurationLimitExceeded => new(
            FailureClass.Protocol,
            $"{target} answered with more headers than Sublarr reads (16 KB): check that the address is the receiver's."),
        HttpRequestError.ResponseEnded => Broken(target),
        _ => null,
    };

    private static NetworkFault? BySocketError(Exception[] chain, string target) => SocketErrorOf(chain) switch
    {
        SocketError.TryAgain => new(
            FailureClass.Dns,
            $"No name server said which address {target} has: check DNS on this machine, and in a container the dns setting of its network."),
        SocketError.HostNotFound or SocketError.NoData or SocketError.NoRecovery => Unknown(target),
        SocketError.ConnectionRefused => new(
            FailureClass.Refused,
            $"Nothing listens at {target}: check the port, and that the receiver is running."),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown
            or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => new(
            FailureClass.Unreachable,
            $"There is no way to {target}: check the network, and that the receiver is switched on."),
        _ => null,
    };

    private static NetworkFault Unknown(string target) => new(
        FailureClass.Dns,
        $"The host name of {target} has no address: check its spelling. In a container, enter an address in place of a name ending in .local.");

    private static NetworkFault Broken(string target) => new(
        FailureClass.Reset,
        $"{target} broke the connection before its answer was complete: its own log says why.");

    private static HttpRequestError ErrorOf(Exception[] chain) => chain
        .Select(link => link switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException answer => answer.HttpRequestError,
            _ => HttpRequestError.Unknown,
        })
        .FirstOrDefault(error => error is not (HttpRequestError.Unknown or HttpRequestError.ConnectionError));

    private static SocketError? SocketErrorOf(Exception[] chain) => chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
