using System.Text.Json;
using MediatR;

namespace Sublarr.Web.Subscriptions;

/// <summary>A test as machines ask for it: queued and waited for in one call.</summary>
internal static class TestSubscription
{
    /// <summary>What is sent; all of it may be left out.</summary>
    /// <param name="EventName">The event; the first it hears when left out.</param>
    /// <param name="Data">Its payload; the example of the catalog when left out.</param>
    internal sealed record Request(string? EventName, JsonElement? Data);

    /// <summary>Null when there is no such hook or webhook.</summary>
    public static async Task<AwaitTest.Result?> TestAsync(
        this IMediator mediator, string channel, long id, string? eventName, JsonElement? data, CancellationToken cancellationToken) =>
        await mediator.Send(new QueueTest.Command(channel, id, eventName, data?.GetRawText()), cancellationToken) is { } jobId
            ? await mediator.Send(new AwaitTest.Query(jobId), cancellationToken)
            : null;
}
