using System.Diagnostics;

namespace Sublarr.Tests.Fixtures;

/// <summary>Waits for what other threads do, and fails with a sentence when it does not come.</summary>
internal static class Eventually
{
    /// <summary>How long something may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(10);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string otherwise) => TrueAsync(() => Task.FromResult(condition()), () => otherwise);
}
