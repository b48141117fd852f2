using System.Runtime.CompilerServices;
using Sublarr.Infrastructure.Channels.Webhook.Certificates;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>
/// Sends requests. Webhooks share one pool of connections; one with certificates of its own has a pool of its own, which goes when its
/// settings change.
/// </summary>
internal sealed class WebhookConnections(IHttpClientFactory clients, EgressDialler dialler) : IDisposable
{
    private readonly ConditionalWeakTable<WebhookTls, HttpMessageInvoker> _own = [];
    private readonly ConditionalWeakTable<WebhookTls, HttpMessageInvoker> _ownAfresh = [];
    private readonly HttpMessageInvoker _afresh = new(Fresh(dialler));

    /// <summary>Sends; the answer's body is left to be read.</summary>
    public Task<HttpResponseMessage> SendAsync(WebhookTarget target, HttpRequestMessage request, CancellationToken cancellationToken) => target.Tls is { } tls
        ? _own.GetValue(tls, known => Secured(WebhookRegistration.CreateHandler(dialler), known)).SendAsync(request, cancellationToken)
        : clients.CreateClient(WebhookChannel.ChannelName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Sends over a connection that is opened for it: of those that are kept, the next may be as dead as the last.</summary>
    public Task<HttpResponseMessage> SendAfreshAsync(WebhookTarget target, HttpRequestMessage request, CancellationToken cancellationToken) =>
        (target.Tls is { } tls ? _ownAfresh.GetValue(tls, known => Secured(Fresh(dialler), known)) : _afresh).SendAsync(request, cancellationToken);

    public void Dispose() => _afresh.Dispose();

    private static SocketsHttpHandler Fresh(EgressDialler dialler)
    {
        var handler = WebhookRegistration.CreateHandler(dialler);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        return handler;
    }

    private static HttpMessageInvoker Secured(SocketsHttpHandler handler, WebhookTls tls)
    {
        handler.SslOptions = tls.Options();
        return new HttpMessageInvoker(handler);
    }
}
