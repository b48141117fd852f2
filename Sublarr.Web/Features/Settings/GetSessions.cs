using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Settings;

/// <summary>The browsers that are signed in, the one heard of last at the top.</summary>
internal static class GetSessions
{
    public sealed record Query : IRequest<IReadOnlyList<SessionView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, Sessions sessions, Caller caller) : IRequestHandler<Query, IReadOnlyList<SessionView>>
    {
        public async Task<IReadOnlyList<SessionView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var names = await context.Administrators.ToDictionaryAsync(row => row.Id, row => row.UserName, cancellationToken);
            var own = await caller.SessionAsync();
            return [.. sessions.List().Select(session => new SessionView(
                session.Id, names.GetValueOrDefault(session.AdministratorId) ?? "", session.StartedAt, session.LastSeenAt, session.Address, session.Browser, session.Id == own))];
        }
    }
}

/// <summary>A browser that is signed in.</summary>
/// <param name="Id">What to end it by. It opens nothing.</param>
/// <param name="UserName">Who is signed in.</param>
/// <param name="StartedAt">Since when, in UTC.</param>
/// <param name="LastSeenAt">When something was last heard of it, in UTC.</param>
/// <param name="Address">The address it signed in from.</param>
/// <param name="Browser">How the browser describes itself.</param>
/// <param name="IsCurrent">True for the one that asks.</param>
internal sealed record SessionView(string Id, string UserName, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string? Address, string Browser, bool IsCurrent);
