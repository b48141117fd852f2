using MediatR;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Runs a job again now, under the same event id.</summary>
internal static class RunJobAgain
{
    public sealed record Command(long Id) : IRequest<bool>;

    public sealed class Handler(IJobQueue queue) : IRequestHandler<Command, bool>
    {
        public Task<bool> Handle(Command command, CancellationToken cancellationToken) => queue.RedeliverAsync(command.Id, cancellationToken);
    }
}
