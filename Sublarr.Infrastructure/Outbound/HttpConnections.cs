using System.Net.Security;
using System.Runtime.CompilerServices;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Whom a receiver's connections trust and how they prove themselves, where that differs from the system's ways.</summary>
internal interface IConnectionTls
{
    /// <summary>As the HTTP stack takes it.</summary>
    SslClientAuthenticationOptions Options();
}

/// <summary>
/// Sends requests. Receivers share one pool of connections; one with certificates of its own has a pool of its own, which goes when its
/// settings change.
/// </summary>
internal sealed class HttpConnections(IHttpClientFactory clients, EgressDialler dialler, IEnumerable<IHouseReceiver> house) : IDisposable
{
    /// <summary>The name of the <see cref="HttpClient"/> that all share.</summary>
    public const string ClientName = "outbound";

    private const int LongestHeadersInKilobytes = 16;

    private readonly ConditionalWeakTable<IConnectionTls, HttpMessageInvoker> _own = [];
    private readonly ConditionalWeakTable<IConnectionTls, HttpMessageInvoker> _ownAfresh = [];
    private readonly HttpMessageInvoker _afresh = new(Fresh(dialler));
    private readonly IHouseReceiver[] _house = [.. house];

    /// <summary>Sends; the answer's body is left to be read.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IConnectionTls? tls, CancellationToken cancellationToken) =>
        Array.Find(_house, receiver => receiver.Address == request.RequestUri) is { } inside ? inside.ReceiveAsync(request, cancellationToken)
        : tls is null ? clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : _own.GetValue(tls, known => Secured(CreateHandler(dialler), known)).SendAsync(request, cancellationToken);

    /// <summary>Sends over a connection that is opened for it: of those that are kept, the next may be as dead as the last.</summary>
    public Task<HttpResponseMessage> SendAfreshAsync(HttpRequestMessage request, IConnectionTls? tls, CancellationToken cancellationToken) =>
        (tls is null ? _afresh : _ownAfresh.GetValue(tls, known => Secured(Fresh(dialler), known))).SendAsync(request, cancellationToken);

    public void Dispose() => _afresh.Dispose();

    /// <summary>The way out: through the dialler and nowhere else.</summary>
    public static SocketsHttpHandler CreateHandler(EgressDialler dialler) => new()
    {
        ConnectCallback = dialler.ConnectAsync,
        PlaintextStreamFilter = (connection, _) => ValueTask.FromResult<Stream>(new WatchedStream(connection.PlaintextStream)),
        ConnectTimeout = EgressDialler.ConnectTimeout,

        // A redirect turns POST into GET, carries the headers to another host, and would count as a success.
        AllowAutoRedirect = false,

        // The dialler would see the proxy's address and not the receiver's; it goes through a proxy by itself.
        UseProxy = false,

        // Receivers must not learn of each other.
        UseCookies = false,
        ActivityHeadersPropagator = null,

        MaxResponseHeadersLength = LongestHeadersInKilobytes,
        MaxResponseDrainSize = 0,

        // Names are looked up, and addresses decided on, at least this often.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // Many servers close what has been idle for five seconds. The pool looks once a second, so none gets as old as that.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
    };

    private static SocketsHttpHandler Fresh(EgressDialler dialler)
    {
        var handler = CreateHandler(dialler);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        return handler;
    }

    private static HttpMessageInvoker Secured(SocketsHttpHandler handler, IConnectionTls tls)
    {
        handler.SslOptions = tls.Options();
        return new HttpMessageInvoker(handler);
    }
}
