using MediatR;
using Sublarr.Infrastructure.Backups;

namespace Sublarr.Web.Features.Backups;

/// <summary>Makes a backup now. Gives the job, which is the one that is queued if there is one.</summary>
internal static class MakeBackup
{
    public sealed record Command : IRequest<long>;

    public sealed class Handler(IBackupDesk desk) : IRequestHandler<Command, long>
    {
        public Task<long> Handle(Command command, CancellationToken cancellationToken) => desk.MakeAsync(cancellationToken);
    }
}
