using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Forgets a case.</summary>
internal static class UnpinCase
{
    public sealed record Command(long Id) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.ScoringCases.FindAsync([command.Id], cancellationToken) is not { } row)
            {
                return false;
            }

            context.Remove(row);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
