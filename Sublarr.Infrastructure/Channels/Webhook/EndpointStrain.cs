using System.Collections.Concurrent;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>Which receivers have lately said, or shown, that they have too much to do. They get half as much at once, until they take something.</summary>
internal sealed class EndpointStrain
{
    private readonly ConcurrentDictionary<long, bool> _strained = new();

    /// <summary>How many deliveries may be under way now.</summary>
    /// <param name="subscriptionId">The webhook.</param>
    /// <param name="usual">How many usually may.</param>
    public int Limit(long subscriptionId, int usual) => _strained.ContainsKey(subscriptionId) ? Math.Max(1, usual / 2) : usual;

    /// <summary>How many more may wait for them to end: none, while there is too much already.</summary>
    /// <param name="subscriptionId">The webhook.</param>
    /// <param name="usual">How many usually may.</param>
    public int Ahead(long subscriptionId, int usual) => _strained.ContainsKey(subscriptionId) ? 0 : usual;

    /// <summary>An attempt has ended so.</summary>
    public void Note(long subscriptionId, HttpVerdict verdict)
    {
        if (verdict.IsOverload)
        {
            _strained[subscriptionId] = true;
        }
        else if (verdict.Outcome is JobOutcome.Succeeded)
        {
            _strained.TryRemove(subscriptionId, out _);
        }
    }
}
