using MediatR;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>The ready-made payload templates.</summary>
internal static class GetPayloadPresets
{
    public sealed record Query : IRequest<IReadOnlyList<PayloadPresetView>>;

    public sealed class Handler(IEnumerable<IPayloadPreset> presets) : IRequestHandler<Query, IReadOnlyList<PayloadPresetView>>
    {
        public Task<IReadOnlyList<PayloadPresetView>> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PayloadPresetView>>(
            [.. presets.OrderBy(preset => preset.Label, StringComparer.Ordinal)
                .Select(preset => new PayloadPresetView(preset.Name, preset.Label, preset.Hint, preset.ContentType, preset.Template))]);
    }
}

/// <summary>A ready-made payload template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What people call the service.</param>
/// <param name="Hint">Which address and which headers the service needs.</param>
/// <param name="ContentType">The content type of its bodies.</param>
/// <param name="PayloadTemplate">The template.</param>
internal sealed record PayloadPresetView(string Name, string Label, string Hint, string ContentType, string PayloadTemplate);
