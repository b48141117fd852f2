using MediatR;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>The files of the hooks folder, to choose a script from.</summary>
internal static class GetHookScripts
{
    public sealed record Query : IRequest<Folder>;

    /// <param name="Path">Where scripts are put.</param>
    /// <param name="Scripts">What is there.</param>
    public sealed record Folder(string Path, IReadOnlyList<HookFile> Scripts);

    public sealed class Handler(IHookFiles files) : IRequestHandler<Query, Folder>
    {
        public Task<Folder> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(new Folder(files.Folder, files.List()));
    }
}
