using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Tries a subscription out and says step by step what came of it. A channel that can ask its target more does so; of any other its one real message tells how far it came. What
/// is not known to be well is not called so.
/// </summary>
public static class ChannelTest
{
    /// <summary>Makes the test, and keeps its steps with the attempt.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="delivery">The example event and whom it is for.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    public static async Task<DeliveryReport> RunAsync(IDeliveryChannel channel, Delivery delivery, CancellationToken cancellationToken)
    {
        if (channel is not ITestedChannel tested)
        {
            var report = await channel.DeliverAsync(delivery, cancellationToken);
            return report with { Detail = report.Detail with { Steps = [.. StepsOf(report)] } };
        }

        var steps = new List<TestStep>();
        await foreach (var step in tested.TestAsync(delivery, cancellationToken))
        {
            steps.Add(step);
        }

        return new(
            steps.Find(step => !step.Ok) is { } failed ? new JobOutcome.Rejected(failed.Message) : JobOutcome.Done,
            new AttemptDetail { Steps = steps, Failure = steps.TrueForAll(step => step.Ok) ? null : FailureClass.Http });
    }

    private static IEnumerable<TestStep> StepsOf(DeliveryReport report)
    {
        yield return new("settings", true, "They can be read, secrets included.");
        var failure = report.Detail.Failure;
        var reason = report.Outcome.ReasonOf() ?? "It was not done.";
        if (report.Detail.Http is { } http)
        {
            if (failure == FailureClass.BlockedByPolicy)
            {
                yield return new("address allowed", false, reason);
                yield break;
            }

            yield return new("address allowed", true, "Sublarr may send there.");
            if (http.StatusCode is not { } status)
            {
                yield return new("reached", false, reason);
                yield break;
            }

            yield return new("reached", true, $"{(http.RemoteAddress is { } remote ? $"{remote} answered" : "It answered")} {status}.");
        }

        yield return report.Outcome is JobOutcome.Succeeded
            ? new("accepted", true, report.Detail.Note ?? "The test message was taken.")
            : new TestStep("accepted", false, reason);
    }
}
