using MediatR;
using Sublarr.Infrastructure.Backups;

namespace Sublarr.Web.Features.Backups;

/// <summary>Restores a backup from elsewhere, in the same way.</summary>
internal static class RestoreUploaded
{
    public sealed record Command(Stream Content) : IRequest<RestoreAnswer>;

    public sealed class Handler(IRestoreDesk desk) : IRequestHandler<Command, RestoreAnswer>
    {
        public Task<RestoreAnswer> Handle(Command command, CancellationToken cancellationToken) => desk.RestoreAsync(command.Content, cancellationToken);
    }
}
