using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Infrastructure.Health;

/// <summary>Says which providers do not answer as they should.</summary>
internal sealed class FailingProvidersLook(ProviderDirectory providers) : IHealthLook
{
    public string Name => "providers";

    public string Subject => "the providers";

    public bool IsToldElsewhere => true;

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) =>
        [.. (await providers.ListAsync(cancellationToken)).Where(IsFailing).Select(Of)];

    // One failure, and two, pass by themselves.
    private static bool IsFailing(InstalledProvider provider) =>
        provider.Row.IsEnabled && provider.State.FailingSince is not null && (provider.State.IsBlocked || provider.State.Failures >= ProviderState.FailuresBeforePause);

    private static HealthFinding Of(InstalledProvider provider) => new(
        HealthLevel.Warning,
        provider.State.IsBlocked ? $"{provider.Label} is not asked until its settings are changed." : $"{provider.Label} has not answered as it should {provider.State.Failures} times.",
        provider.State.Problem ?? "Its page has a test that says what is wrong.")
    {
        About = provider.Name,
        Page = $"providers/{provider.Name}",
    };
}
