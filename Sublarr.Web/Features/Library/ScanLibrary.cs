using MediatR;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Web.Features.Library;

/// <summary>Looks through all folders of the library now. Gives the jobs, of which one that is open already is not queued again; none when there is no folder.</summary>
internal static class ScanLibrary
{
    public sealed record Command : IRequest<IReadOnlyList<long>>;

    public sealed class Handler(LibraryFolders folders) : IRequestHandler<Command, IReadOnlyList<long>>
    {
        public async Task<IReadOnlyList<long>> Handle(Command command, CancellationToken cancellationToken) =>
            await folders.ScanAsync(await folders.AllAsync(cancellationToken), JobPriority.High, cause: null, cancellationToken);
    }
}
