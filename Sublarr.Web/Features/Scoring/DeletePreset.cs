using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Forgets a preset of one's own; the rules stay as they are.</summary>
internal static class DeletePreset
{
    public sealed record Command(string Name) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.ScoringPresets.SingleOrDefaultAsync(row => row.Name == command.Name, cancellationToken) is not { } row)
            {
                return false;
            }

            context.Remove(row);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
