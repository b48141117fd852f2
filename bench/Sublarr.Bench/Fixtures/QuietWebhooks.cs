using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Bench.Fixtures;

/// <summary>Webhooks that hear of what does not happen in a benchmark, to addresses where nobody listens: they are there, and nothing is sent.</summary>
internal static class QuietWebhooks
{
    /// <summary>Stores so many, before the app starts.</summary>
    public static async Task StoreAsync(IServiceProvider services, int count)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        var settings = services.GetRequiredService<ChannelSettings>();
        for (var number = 1; number <= count; number++)
        {
            var webhook = new Subscription(WebhookChannel.ChannelName, TimeProvider.System.GetUtcNow());
            var written = settings.Write(new WebhookSettings { Url = "http://127.0.0.1:9/hook", Secret = WebhookSettings.NewSecret() });
            webhook.Edit($"Receiver {number}", ["library_updated"], written, timeoutSeconds: 30, retryCount: 0);
            context.Add(webhook);
        }

        await context.SaveChangesAsync();
    }
}
