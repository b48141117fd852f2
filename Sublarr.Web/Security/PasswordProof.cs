using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Asks for an administrator's password. A wrong one writes nothing: guessing must not cost a write.</summary>
internal sealed class PasswordProof(IDbContextFactory<SublarrDbContext> contexts, Passwords passwords, AccountGate gate)
{
    /// <summary>Checks a password and, when it is right, changes what hangs on it. Null when it is wrong, or nobody had time to look.</summary>
    /// <param name="who">Selects the administrator.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="isKnown">Whether somebody has signed in with this browser before.</param>
    /// <param name="whenRight">Saved together with the success.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Administrator?> AskAsync(
        Expression<Func<Administrator, bool>> who, string password, bool isKnown, Func<SublarrDbContext, Administrator, Task> whenRight, CancellationToken cancellationToken)
    {
        // Slow on purpose, hence outside the gate: the queue at the gate is for the verdict alone.
        var seen = await FindAsync(who, cancellationToken);
        if (await passwords.CheckAsync(seen, password, isKnown, cancellationToken) is not { IsRight: true } check)
        {
            return null;
        }

        using var turn = await gate.EnterAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // The stamp differs when the password was changed while this one was being checked.
        if (await context.Administrators.SingleOrDefaultAsync(who, cancellationToken) is not { } administrator || administrator.SecurityStamp != seen?.SecurityStamp)
        {
            return null;
        }

        if (check.BetterHash is { } better)
        {
            administrator.RenewHash(better);
        }

        await whenRight(context, administrator);
        await context.SaveChangesAsync(cancellationToken);
        return administrator;
    }

    private async Task<Administrator?> FindAsync(Expression<Func<Administrator, bool>> who, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Administrators.AsNoTracking().SingleOrDefaultAsync(who, cancellationToken);
    }
}
