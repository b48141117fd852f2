using MediatR;
using Sublarr.Infrastructure.Backups;

namespace Sublarr.Web.Features.Backups;

/// <summary>Deletes a backup for good.</summary>
internal static class DeleteBackup
{
    public sealed record Command(string Name) : IRequest<Deleted>, INamedBackup;

    /// <summary>What came of it.</summary>
    /// <param name="IsDone">True when it is gone; false when it was not there.</param>
    /// <param name="Problem">Why it is still there, as a sentence.</param>
    public sealed record Deleted(bool IsDone, string? Problem = null);

    public sealed class Validator : BackupNameRule<Command>;

    public sealed class Handler(IBackupDesk desk) : IRequestHandler<Command, Deleted>
    {
        public async Task<Deleted> Handle(Command command, CancellationToken cancellationToken)
        {
            try
            {
                return new(await desk.DeleteAsync(BackupName.Find(command.Name)!.Value, cancellationToken));
            }
            catch (BackupException exception)
            {
                return new(false, exception.Message);
            }
        }
    }
}
