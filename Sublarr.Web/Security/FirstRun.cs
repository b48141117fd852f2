using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Knows whether an administrator has to be made first.</summary>
internal sealed class FirstRun(IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>The page that makes one.</summary>
    public const string Path = "/setup";

    // Administrators are never deleted: once over, it stays over.
    private volatile bool _over;

    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        if (_over)
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        _over = await context.Administrators.AnyAsync(cancellationToken);
        return !_over;
    }
}
