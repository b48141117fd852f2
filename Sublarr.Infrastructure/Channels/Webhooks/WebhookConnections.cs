using System.Runtime.CompilerServices;
using Sublarr.Infrastructure.Channels.Egress;
using Sublarr.Infrastructure.Channels.Webhooks.Certificates;

namespace Sublarr.Infrastructure.Channels.Webhooks;

/// <summary>
/// Sends requests. Webhooks share one pool of connections; one with certificates of its own has a pool of its own, which goes when its
/// settings change.
/// </summary>
internal sealed class WebhookConnections(IHttpClientFactory clients, EgressDialler dialler)
{
    private readonly ConditionalWeakTable<WebhookTls, HttpMessageInvoker> _own = [];

    /// <summary>Sends; the answer's body is left to be read.</summary>
    public Task<HttpResponseMessage> SendAsync(WebhookTarget target, HttpRequestMessage request, CancellationToken cancellationToken) => target.Tls is { } tls
        ? _own.GetValue(tls, Connect).SendAsync(request, cancellationToken)
        : clients.CreateClient(WebhookChannel.ChannelName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private HttpMessageInvoker Connect(WebhookTls tls)
    {
        var handler = WebhookRegistration.CreateHandler(dialler);
        handler.SslOptions = tls.Options();
        return new HttpMessageInvoker(handler);
    }
}
