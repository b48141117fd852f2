using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.History;

namespace Sublarr.Web.Features.History;

/// <summary>Sends a subtitle to the trash, a person's own too: a person asks.</summary>
internal static class DeleteSubtitle
{
    /// <param name="Id">The subtitle.</param>
    public sealed record Command(long Id) : IRequest<SubtitleDeed>;

    public sealed class Handler(ISubtitleDesk desk, AuditTrail trail) : IRequestHandler<Command, SubtitleDeed>
    {
        public Task<SubtitleDeed> Handle(Command command, CancellationToken cancellationToken) => trail.RecordAsync(
            "deleted", new AuditSubject("subtitle", command.Id, null), () => desk.DeleteAsync(command.Id, cancellationToken),
            deed => deed.Result == DeedResult.Done ? [new("path", deed.Path, null)] : null);
    }
}
