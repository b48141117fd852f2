using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.History;

/// <summary>Takes a subtitle off the blacklist; false when it is not on it.</summary>
internal static class AllowAgain
{
    /// <param name="Id">Its number on the list.</param>
    public sealed record Command(long Id) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Blacklist.FirstOrDefaultAsync(row => row.Id == command.Id, cancellationToken) is not { } listed)
            {
                return false;
            }

            context.Remove(listed);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
