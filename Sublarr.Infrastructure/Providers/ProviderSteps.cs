using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers;

/// <summary>The steps that the tests of providers have in common.</summary>
internal static class ProviderSteps
{
    /// <summary>That somebody answers.</summary>
    public const string Reached = "reached";

    /// <summary>That the key is the right one.</summary>
    public const string KeyAccepted = "key accepted";

    /// <summary>Asks something, and makes a step of what comes of it.</summary>
    /// <param name="name">What was asked.</param>
    /// <param name="ask">Asks, and says in a sentence what it found.</param>
    public static async Task<TestStep> StepAsync(string name, Func<Task<string>> ask)
    {
        try
        {
            return new(name, true, await ask());
        }
        catch (ProviderException problem)
        {
            return new(name, false, problem.Message);
        }
    }

    /// <summary>Asks one thing that shows both that somebody answers and that the key is taken.</summary>
    /// <param name="ask">Asks.</param>
    public static async Task<IReadOnlyList<TestStep>> ReachedWithKeyAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return [new(Reached, true, "It answers."), new(KeyAccepted, true, "The key was taken.")];
        }
        catch (ProviderException problem) when (problem.Failure.Reason is ProviderFailureReason.KeyRefused or ProviderFailureReason.KeyMissing)
        {
            return [new(Reached, true, "It answers."), new(KeyAccepted, false, problem.Message)];
        }
        catch (ProviderException problem)
        {
            return [new(Reached, false, problem.Message)];
        }
    }
}
