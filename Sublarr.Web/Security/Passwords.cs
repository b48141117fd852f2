using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Sets and checks passwords.</summary>
internal sealed class Passwords(IPasswordHasher<Administrator> hasher)
{
    private static readonly Administrator nobody = new("", DateTimeOffset.UnixEpoch);

    // Checked in place of an unknown user's: the time must not tell which names exist.
    private readonly string _decoy = hasher.HashPassword(nobody, NewStamp());

    /// <summary>Sets the password and ends every sign-in made with the one before.</summary>
    public void Set(Administrator administrator, string password) => administrator.SetPassword(hasher.HashPassword(administrator, password), NewStamp());

    /// <summary>Checks a password; takes as long for nobody.</summary>
    public PasswordCheck Check(Administrator? administrator, string password)
    {
        var result = hasher.VerifyHashedPassword(administrator ?? nobody, administrator?.PasswordHash ?? _decoy, password);
        if (administrator is null || result == PasswordVerificationResult.Failed)
        {
            return new PasswordCheck(IsRight: false, BetterHash: null);
        }

        var better = result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(administrator, password) : null;
        return new PasswordCheck(IsRight: true, better);
    }

    private static string NewStamp() => RandomNumberGenerator.GetHexString(32);
}

/// <summary>What came of checking a password.</summary>
/// <param name="IsRight">It is the administrator's.</param>
/// <param name="BetterHash">To be kept instead of the stored one, which was made by weaker rules; null when that is good.</param>
internal readonly record struct PasswordCheck(bool IsRight, string? BetterHash);
