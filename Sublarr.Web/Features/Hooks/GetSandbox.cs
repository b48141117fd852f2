using MediatR;
using Sublarr.Infrastructure.Channels.Script.Sandbox;

namespace Sublarr.Web.Features.Hooks;

/// <summary>How far scripts are contained on this machine.</summary>
internal static class GetSandbox
{
    public sealed record Query : IRequest<SandboxReport>;

    public sealed class Handler(ISandboxProbe probe) : IRequestHandler<Query, SandboxReport>
    {
        public Task<SandboxReport> Handle(Query query, CancellationToken cancellationToken) => probe.ProbeAsync(cancellationToken);
    }
}
