using Sublarr.Infrastructure.Channels.Webhook.Payloads;

namespace Sublarr.Tests.PlugIns.Presets;

/// <summary>Flags on a hill.</summary>
public sealed class SemaphorePreset : IPayloadPreset
{
    /// <inheritdoc/>
    public string Name => "semaphore";

    /// <inheritdoc/>
    public string Label => "Semaphore";

    /// <inheritdoc/>
    public string Hint => "The address is the hill's.";

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public string Template => """{"flags": "{{summary}}"}""";
}
