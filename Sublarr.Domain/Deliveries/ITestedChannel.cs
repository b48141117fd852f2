using Sublarr.Domain.Jobs;

namespace Sublarr.Domain.Deliveries;

/// <summary>A channel that, when a person tries it out, asks its target more than whether it takes one message.</summary>
public interface ITestedChannel : IDeliveryChannel
{
    /// <summary>Asks step by step, and stops after the first step that everything behind it needs.</summary>
    /// <param name="delivery">The test: an example event.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, CancellationToken cancellationToken);
}
