using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Issues sign-ins and knows which of them still count: a new password ends those made before it.</summary>
internal sealed class Sessions(IDbContextFactory<SublarrDbContext> contexts)
{
    private const string StampClaim = "sublarr:stamp";

    public static ClaimsPrincipal Issue(Administrator administrator) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, administrator.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, administrator.UserName),
            new Claim(StampClaim, administrator.SecurityStamp),
        ],
        Access.Session));

    /// <summary>The administrator who is signed in; null when nobody is.</summary>
    public static long? AdministratorOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Asks the database each time: one row by its key.</summary>
    public async Task<bool> IsValidAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (AdministratorOf(principal) is not { } id || principal.FindFirstValue(StampClaim) is not { } stamp)
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Administrators.AnyAsync(administrator => administrator.Id == id && administrator.SecurityStamp == stamp, cancellationToken);
    }
}
