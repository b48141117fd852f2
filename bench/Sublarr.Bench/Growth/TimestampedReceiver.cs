using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sublarr.Bench.Webhooks;

namespace Sublarr.Bench.Growth;

/// <summary>A receiver that notes how long after its event each delivery came, by the time that stands in the body: both are of this machine.</summary>
internal sealed class TimestampedReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<double> _times = new();
    private LocalReceiver _receiver = null!;

    public string Address => _receiver.Address;

    /// <summary>In milliseconds, in the order in which they came.</summary>
    public IReadOnlyCollection<double> Times => _times;

    public static async Task<TimestampedReceiver> StartAsync()
    {
        var receiver = new TimestampedReceiver();
        receiver._receiver = await LocalReceiver.StartAsync(receiver.TakeAsync);
        return receiver;
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        _times.Enqueue((now - body.RootElement.GetProperty("timestamp").GetDateTimeOffset()).TotalMilliseconds);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
