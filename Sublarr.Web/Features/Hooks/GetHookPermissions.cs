using MediatR;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Whether the hooks folder keeps permissions, and whether scripts run from it if it does not.</summary>
internal static class GetHookPermissions
{
    public sealed record Query : IRequest<HookPermissions>;

    public sealed class Handler(IHookPermissions permissions) : IRequestHandler<Query, HookPermissions>
    {
        public Task<HookPermissions> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(permissions.Look());
    }
}
