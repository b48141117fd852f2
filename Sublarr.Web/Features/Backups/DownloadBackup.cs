using MediatR;
using Sublarr.Infrastructure.Backups;

namespace Sublarr.Web.Features.Backups;

/// <summary>A backup to be taken elsewhere; null when it is not there. The audit trail tells of it first.</summary>
internal static class DownloadBackup
{
    public sealed record Command(string Name) : IRequest<Stream?>, INamedBackup;

    public sealed class Validator : BackupNameRule<Command>;

    public sealed class Handler(IBackupDesk desk) : IRequestHandler<Command, Stream?>
    {
        public async Task<Stream?> Handle(Command command, CancellationToken cancellationToken) =>
            await desk.OpenAsync(BackupName.Find(command.Name)!.Value, cancellationToken);
    }
}
