using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;

namespace Sublarr.Infrastructure.Channels.Webhook;

internal static class WebhookRegistration
{
    /// <summary>Adds what <see cref="WebhookChannel"/> needs; the channel itself, its settings and the presets are found by scan.</summary>
    public static IServiceCollection AddWebhookChannel(this IServiceCollection services) => services
        .AddSingleton<SignedCurl>()
        .AddSingleton<PayloadPreview>();
}
