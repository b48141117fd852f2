using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Web.Features.Settings;

/// <summary>Puts a subtitle of the trash back where it stood.</summary>
internal static class RestoreSubtitle
{
    public sealed record Command(string Id) : IRequest<Restored>;

    /// <summary>What came of it.</summary>
    /// <param name="IsDone">True when it stands where it stood.</param>
    /// <param name="Text">Its path, or why it does not.</param>
    public sealed record Restored(bool IsDone, string Text);

    public sealed class Handler(SubtitlePlacement placement, SubtitleTrash trash, AuditTrail trail) : IRequestHandler<Command, Restored>
    {
        public async Task<Restored> Handle(Command command, CancellationToken cancellationToken) => Said(await trail.RecordAsync(
            "restored",
            new AuditSubject("subtitle", null, trash.Find(command.Id)?.Path),
            () => placement.RestoreAsync(command.Id, cancellationToken),
            result => result is PlacementResult.Placed ? [] : null));

        private static Restored Said(PlacementResult result) => result switch
        {
            PlacementResult.Placed placed => new(true, placed.Path),
            PlacementResult.Refused refused => new(false, refused.Reason),
            _ => throw new InvalidOperationException($"{result} is neither."),
        };
    }
}
