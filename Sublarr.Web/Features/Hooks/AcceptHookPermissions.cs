using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Script.Files;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Lets scripts run from a folder whose file system keeps no permissions, or takes that back. It is a file in the config folder.</summary>
internal static class AcceptHookPermissions
{
    private static readonly AuditSubject Folder = new("hooks_folder", null, null);

    /// <param name="Accepted">True to run scripts although nobody can tell who may change them.</param>
    public sealed record Command(bool Accepted) : IRequest<HookPermissions>;

    public sealed class Handler(IHookPermissions permissions, AuditTrail trail, ConfigNews news) : IRequestHandler<Command, HookPermissions>
    {
        public async Task<HookPermissions> Handle(Command command, CancellationToken cancellationToken)
        {
            var isChanged = await trail.RecordAsync(
                "changed",
                Folder,
                () => Task.FromResult(permissions.Accept(command.Accepted)),
                changed => changed ? [new("without_permissions", Text(!command.Accepted), Text(command.Accepted))] : null);
            if (isChanged)
            {
                await news.TellAsync("hooks_folder", ["without_permissions"], CancellationToken.None);
            }

            return permissions.Look();
        }

        private static string Text(bool accepted) => accepted ? "accepted" : "refused";
    }
}
