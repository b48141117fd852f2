using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Library;
using Sublarr.Bench.Log;
using Sublarr.Infrastructure.Library;

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
        new("subscriptions", [10, 1_000, 10_000], QuietWebhooks.StoreAsync),
        new("videos", [0, VideoTree.Videos], ScanAsync),
        Pages,
    ];

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
