using MediatR;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>What a script said in one revision.</summary>
internal static class GetScriptRevision
{
    /// <param name="Path">The script's path within the hooks folder.</param>
    /// <param name="Id">The revision.</param>
    public sealed record Query(string Path, string Id) : IRequest<string?>;

    public sealed class Handler(IHookFiles files) : IRequestHandler<Query, string?>
    {
        public Task<string?> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(files.ReadRevision(query.Path, query.Id));
    }
}
