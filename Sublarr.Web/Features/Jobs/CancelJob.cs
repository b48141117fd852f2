using MediatR;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Stops a job that waits or runs.</summary>
internal static class CancelJob
{
    public sealed record Command(long Id) : IRequest<bool>;

    public sealed class Handler(IJobQueue queue) : IRequestHandler<Command, bool>
    {
        public Task<bool> Handle(Command command, CancellationToken cancellationToken) => queue.CancelAsync(command.Id, cancellationToken);
    }
}
