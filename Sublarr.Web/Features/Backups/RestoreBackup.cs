using MediatR;
using Sublarr.Infrastructure.Backups;

namespace Sublarr.Web.Features.Backups;

/// <summary>Restores a backup: a job checks and unpacks it, makes a backup of now and stops Sublarr; the next start puts it in.</summary>
internal static class RestoreBackup
{
    public sealed record Command(string Name) : IRequest<RestoreAnswer>, INamedBackup;

    public sealed class Validator : BackupNameRule<Command>;

    public sealed class Handler(IRestoreDesk desk) : IRequestHandler<Command, RestoreAnswer>
    {
        public Task<RestoreAnswer> Handle(Command command, CancellationToken cancellationToken) =>
            desk.RestoreAsync(BackupName.Find(command.Name)!.Value, cancellationToken);
    }
}
