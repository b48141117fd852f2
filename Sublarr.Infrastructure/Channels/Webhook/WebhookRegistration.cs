using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

internal static class WebhookRegistration
{
    private const int LongestHeadersInKilobytes = 16;

    /// <summary>Adds what <see cref="WebhookChannel"/> needs; the channel itself is found by scan.</summary>
    public static IServiceCollection AddWebhookChannel(this IServiceCollection services)
    {
        services.TryAddSingleton<WebhookConnections>();
        services.AddHttpClient(WebhookChannel.ChannelName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<EgressDialler>()))
            // The pool renews its connections by itself, see below.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // They write headers, secrets included, to the log. What may be shown of an attempt is stored with it.
            .RemoveAllLoggers();
        return services
            .AddSingleton<IValidator<WebhookSettings>, WebhookSettingsValidator>()
            .AddSingleton<SignedCurl>()
            .AddSingleton<PayloadPreview>()
            .AddAll<IPayloadPreset>(typeof(WebhookRegistration).Assembly);
    }

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
}
