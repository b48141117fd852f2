using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>The rows of sessions, where they end together with something else.</summary>
internal static class SessionRows
{
    /// <summary>Removes the sessions of an administrator but one with the next save; <see cref="Sessions.EndAllAsync"/> afterwards closes them.</summary>
    public static async Task EndSessionsOfAsync(this SublarrDbContext context, long administratorId, string? exceptId, CancellationToken cancellationToken) =>
        context.Sessions.RemoveRange(await context.Sessions
            .Where(session => session.AdministratorId == administratorId && session.Id != exceptId).ToListAsync(cancellationToken));
}
