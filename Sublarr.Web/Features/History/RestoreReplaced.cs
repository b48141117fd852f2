using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.History;

namespace Sublarr.Web.Features.History;

/// <summary>Puts back the newest thing in the trash that a subtitle's history names.</summary>
internal static class RestoreReplaced
{
    /// <param name="Id">The subtitle; it may be in the trash itself.</param>
    public sealed record Command(long Id) : IRequest<SubtitleDeed>;

    public sealed class Handler(ISubtitleDesk desk, AuditTrail trail) : IRequestHandler<Command, SubtitleDeed>
    {
        public Task<SubtitleDeed> Handle(Command command, CancellationToken cancellationToken) => trail.RecordAsync(
            "restored", new AuditSubject("subtitle", command.Id, null), () => desk.RestoreAsync(command.Id, cancellationToken),
            deed => deed.Result == DeedResult.Done ? [new("path", null, deed.Path)] : null);
    }
}
