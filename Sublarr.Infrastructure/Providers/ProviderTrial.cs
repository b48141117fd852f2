using System.Runtime.CompilerServices;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Providers;

/// <summary>Tries a provider out step by step. Settings that are stored and work are asked again from now on: who tries it out has mended it.</summary>
public sealed class ProviderTrial
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly ProviderWatch _watch;
    private readonly TimeProvider _time;

    internal ProviderTrial(ProviderWatch watch, TimeProvider time) => (_watch, _time) = (watch, time);

    /// <summary>What was asked, in its order, each step as soon as it is known.</summary>
    /// <param name="known">The provider.</param>
    /// <param name="settings">What is set, saved or not.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async IAsyncEnumerable<TestStep> RunAsync(InstalledProvider known, IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await using var steps = known.Provider.TestAsync(settings, either.Token).GetAsyncEnumerator(either.Token);
        var isPassed = true;
        while (await NextAsync(known, steps, cancellationToken) is { } step)
        {
            yield return step;
            if (!(isPassed &= step.Ok))
            {
                break;
            }
        }

        if (isPassed && settings.Settings == known.Row.Settings)
        {
            await _watch.AnsweredAsync(known.State, null, cancellationToken);
        }
    }

    private static async Task<TestStep?> NextAsync(InstalledProvider known, IAsyncEnumerator<TestStep> steps, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.MoveNextAsync() ? steps.Current : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new("answers in time", false, $"{known.Label} did not answer within {Deadline.TotalSeconds:0} seconds: check the address, and what is in between.");
        }
        catch (Exception exception) when (ProviderGuard.IsFault(exception))
        {
            return new("can be asked", false, ProviderGuard.FaultOf(known, exception).Message);
        }
    }
}
