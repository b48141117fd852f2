using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Library;
using Sublarr.Bench.Log;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Bench.Growth;

/// <summary>Something that grows with the years, and how much of it there is in each column.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Columns">From little to much.</param>
/// <param name="Prepare">Stores so much of it before the app starts; null for what comes afterwards.</param>
internal sealed record GrowthAxis(string Name, IReadOnlyList<int> Columns, Func<IServiceProvider, int, Task>? Prepare)
{
    /// <summary>The pages that are open: they come when the app runs.</summary>
    public static readonly GrowthAxis Pages = new("open pages", [1, 100, 300], Prepare: null);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<GrowthAxis> All =
    [
        new("jobs in the log", [0, 1_000_000, 5_000_000], (services, count) => count == 0 ? Task.CompletedTask : MillionDeliveries.StoreAsync(services, count)),
        new("subscriptions", [10, 1_000, 10_000], SubscribeAsync),
        new("videos", [0, VideoTree.Videos], ScanAsync),
        Pages,
    ];

    // They hear of something that does not happen here.
    private static async Task SubscribeAsync(IServiceProvider services, int count)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        var settings = services.GetRequiredService<ChannelSettings>();
        for (var number = 1; number <= count; number++)
        {
            var webhook = new Subscription(WebhookChannel.ChannelName, TimeProvider.System.GetUtcNow());
            webhook.Edit($"Receiver {number}", ["library_updated"], settings.Write(new WebhookSettings { Url = "http://127.0.0.1:9/hook", Secret = WebhookSettings.NewSecret() }), timeoutSeconds: 30, retryCount: 0);
            context.Add(webhook);
        }

        await context.SaveChangesAsync();
    }

    private static async Task ScanAsync(IServiceProvider services, int count)
    {
        if (count == 0)
        {
            return;
        }

        using var media = new WorkFolder();
        VideoTree.Make(media.Path);
        await services.GetRequiredService<LibraryScan>().RunAsync(new ScanTurn(media.Path), CancellationToken.None);
    }
}
