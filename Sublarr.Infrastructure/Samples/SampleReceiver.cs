using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;
using Signature = Sublarr.Infrastructure.Channels.Webhook.StandardWebhooks;

namespace Sublarr.Infrastructure.Samples;

/// <summary>
/// The receiver of the sample data. It checks signatures by the standard, as any other does, with the secret of the one webhook that the sample data made:
/// whoever enters its address by hand is answered 401. Without sample data it is not there.
/// </summary>
internal sealed class SampleReceiver(SampleBelongings belongings, IDbContextFactory<SublarrDbContext> contexts, ChannelSettings codec, TimeProvider time) : IHouseReceiver
{
    /// <summary>Where it is sent to.</summary>
    public const string At = "http://samples.sublarr.invalid/receiver";

    private const int Kept = 10;

    private readonly ConcurrentQueue<SampleReceived> _received = new();

    public Uri Address { get; } = new(At);

    /// <summary>The last few, the newest first.</summary>
    public IReadOnlyList<SampleReceived> Received => [.. _received.Reverse()];

    public async Task<HttpResponseMessage> ReceiveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (await KeyAsync(cancellationToken) is not { } key)
        {
            return Answer(HttpStatusCode.NotFound, "There is no sample data.");
        }

        var now = time.GetUtcNow();
        var problem = Signature.ProblemOf(name => HeaderOf(request, name), body, key, now);
        _received.Enqueue(new(now, HeaderOf(request, "X-Sublarr-Event") ?? "", HeaderOf(request, "webhook-id") ?? "", problem));
        while (_received.Count > Kept)
        {
            _received.TryDequeue(out _);
        }

        return problem is null ? Answer(HttpStatusCode.OK, "The signature is good.") : Answer(HttpStatusCode.Unauthorized, problem);
    }

    /// <summary>Forgets what it was sent.</summary>
    public void Clear() => _received.Clear();

    private async Task<byte[]?> KeyAsync(CancellationToken cancellationToken)
    {
        if (await belongings.FindAsync(cancellationToken) is not { Webhook: > 0 and var id })
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(subscription => subscription.Id == id, cancellationToken) is { } webhook
            ? Signature.KeyOf(codec.Read<WebhookSettings>(webhook).Secret)
            : null;
    }

    private static string? HeaderOf(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(' ', values) : null;

    private static HttpResponseMessage Answer(HttpStatusCode status, string text) => new(status) { Content = new StringContent(text) };
}
