using MediatR;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Api;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Hooks by name, part by part, or one.</summary>
internal static class GetHooks
{
    /// <param name="Id">Only this one; null for all.</param>
    /// <param name="Text">Only those with this in their names; null for all.</param>
    /// <param name="Paging">Which part of them; the first of them when left out.</param>
    public sealed record Query(long? Id = null, string? Text = null, Paging? Paging = null) : IRequest<IReadOnlyList<HookView>>;

    public sealed class Handler(SubscriptionLookup lookup, HealthReport report) : IRequestHandler<Query, IReadOnlyList<HookView>>
    {
        public async Task<IReadOnlyList<HookView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var hooks = await lookup.ListAsync(HookView.Channel, query.Id, query.Text, query.Paging ?? new Paging(1, 0), cancellationToken);
            var health = await report.ReadAsync(hooks, cancellationToken);
            return [.. hooks.Select(hook => HookView.Of(hook, ChannelSettings.ShowWhatCanBe<ScriptSettings>(hook)) with { Health = health[hook.Id] })];
        }
    }
}
