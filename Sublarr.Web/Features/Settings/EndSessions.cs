using MediatR;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Settings;

/// <summary>Signs browsers out: one, or all but the one that asks. Answers how many there were.</summary>
internal static class EndSessions
{
    /// <param name="Id">Which; null for all but the one that asks.</param>
    public sealed record Command(string? Id = null) : IRequest<int>;

    public sealed class Handler(Sessions sessions, Caller caller) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var own = await caller.SessionAsync();
            return await sessions.EndAsync(command.Id is { } id ? [id] : [.. sessions.List().Select(session => session.Id).Where(other => other != own)]);
        }
    }
}
