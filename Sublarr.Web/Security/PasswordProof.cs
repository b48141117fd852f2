using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Asks for an administrator's password, counts the failures and locks the account after too many.</summary>
internal sealed class PasswordProof(IDbContextFactory<SublarrDbContext> contexts, Passwords passwords, AccountGate gate, TimeProvider time)
{
    /// <summary>Checks a password and, when it is right, changes the account.</summary>
    /// <param name="who">Selects the administrator.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="whenRight">Saved together with the success.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PasswordAnswer> AskAsync(
        Expression<Func<Administrator, bool>> who, string password, Action<Administrator> whenRight, CancellationToken cancellationToken)
    {
        // Slow on purpose, hence outside the gate: the queue at the gate is for the verdict alone.
        var seen = await FindAsync(who, cancellationToken);
        var check = passwords.Check(seen, password);

        using var turn = await gate.EnterAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Administrators.SingleOrDefaultAsync(who, cancellationToken) is not { } administrator)
        {
            return PasswordAnswer.Wrong;
        }

        var now = time.GetUtcNow();
        if (administrator.IsLocked(now))
        {
            return PasswordAnswer.Locked(administrator.LockedUntil);
        }

        // The stamp differs when the password was changed while this one was being checked.
        if (!check.IsRight || administrator.SecurityStamp != seen?.SecurityStamp)
        {
            administrator.SignInFailed(now);
            await context.SaveChangesAsync(cancellationToken);
            return administrator.IsLocked(now) ? PasswordAnswer.Locked(administrator.LockedUntil) : PasswordAnswer.Wrong;
        }

        administrator.SignedIn();
        if (check.BetterHash is { } better)
        {
            administrator.RenewHash(better);
        }

        whenRight(administrator);
        await context.SaveChangesAsync(cancellationToken);
        return PasswordAnswer.Right(administrator);
    }

    private async Task<Administrator?> FindAsync(Expression<Func<Administrator, bool>> who, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Administrators.AsNoTracking().SingleOrDefaultAsync(who, cancellationToken);
    }
}

/// <summary>What came of asking for a password.</summary>
/// <param name="Administrator">Who gave the right one; null when it was refused.</param>
/// <param name="LockedUntil">Until when the account is locked; null when it is not.</param>
internal sealed record PasswordAnswer(Administrator? Administrator, DateTimeOffset? LockedUntil)
{
    public static readonly PasswordAnswer Wrong = new(null, null);

    public static PasswordAnswer Locked(DateTimeOffset? until) => new(null, until);

    public static PasswordAnswer Right(Administrator administrator) => new(administrator, null);
}
