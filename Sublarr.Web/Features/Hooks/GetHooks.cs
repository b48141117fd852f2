using MediatR;
using Sublarr.Infrastructure.Channels;
using Sublarr.Infrastructure.Channels.Scripts;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>All hooks, or one.</summary>
internal static class GetHooks
{
    /// <param name="Id">Null for all.</param>
    public sealed record Query(long? Id = null) : IRequest<IReadOnlyList<HookView>>;

    public sealed class Handler(SubscriptionLookup lookup, HealthReport report) : IRequestHandler<Query, IReadOnlyList<HookView>>
    {
        public async Task<IReadOnlyList<HookView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var hooks = await lookup.ListAsync(HookView.Channel, query.Id, cancellationToken);
            var health = await report.ReadAsync(hooks, cancellationToken);
            return [.. hooks.Select(hook => HookView.Of(hook, ChannelSettings.ShowWhatCanBe<ScriptSettings>(hook)) with { Health = health[hook.Id] })];
        }
    }
}
