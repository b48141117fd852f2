using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.History;

namespace Sublarr.Web.Features.History;

/// <summary>Sends a subtitle to the trash, never to be taken again for its video, and looks for the next.</summary>
internal static class BlacklistSubtitle
{
    /// <param name="Id">The subtitle.</param>
    /// <param name="Reason">What is wrong with it; null for nothing to say.</param>
    public sealed record Command(long Id, string? Reason) : IRequest<SubtitleDeed>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).MaximumLength(BlacklistRow.ReasonLimit).WithMessage($"Use at most {BlacklistRow.ReasonLimit} characters.");
    }

    public sealed class Handler(ISubtitleDesk desk, AuditTrail trail) : IRequestHandler<Command, SubtitleDeed>
    {
        public Task<SubtitleDeed> Handle(Command command, CancellationToken cancellationToken) => trail.RecordAsync(
            "blacklisted", new AuditSubject("subtitle", command.Id, null),
            () => desk.BlacklistAsync(command.Id, string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim(), cancellationToken),
            deed => deed.Result == DeedResult.Done ? [new("path", deed.Path, null)] : null);
    }
}
