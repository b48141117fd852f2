using MediatR;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Api;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>The hooks that run a script.</summary>
internal static class GetScriptUsers
{
    /// <param name="Path">Its path within the hooks folder.</param>
    public sealed record Query(string Path) : IRequest<IReadOnlyList<HookView>>;

    public sealed class Handler(SubscriptionLookup lookup) : IRequestHandler<Query, IReadOnlyList<HookView>>
    {
        public async Task<IReadOnlyList<HookView>> Handle(Query query, CancellationToken cancellationToken) =>
        [
            .. (await lookup.ListAsync(HookView.Channel, null, null, new Paging(int.MaxValue, 0), cancellationToken))
                .Select(hook => HookView.Of(hook, ChannelSettings.ShowWhatCanBe<ScriptSettings>(hook)))
                .Where(hook => hook.ScriptPath == query.Path),
        ];
    }
}
