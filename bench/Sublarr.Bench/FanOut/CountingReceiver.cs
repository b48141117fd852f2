using Microsoft.AspNetCore.Http;
using Sublarr.Bench.Webhooks;

namespace Sublarr.Bench.FanOut;

/// <summary>A healthy receiver that says when it has taken as many as were sent.</summary>
internal sealed class CountingReceiver : IAsyncDisposable
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LocalReceiver _receiver = null!;
    private int _left;

    public string Address => _receiver.Address;

    /// <summary>Ends with the last one.</summary>
    public Task All => _all.Task;

    /// <param name="expected">How many will be sent.</param>
    public static async Task<CountingReceiver> StartAsync(int expected)
    {
        var counting = new CountingReceiver { _left = expected };
        if (expected == 0)
        {
            counting._all.SetResult();
        }

        counting._receiver = await LocalReceiver.StartAsync(counting.TakeAsync);
        return counting;
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _all.SetResult();
        }
    }
}
