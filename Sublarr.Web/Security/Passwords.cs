using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Hashes and checks passwords, in their lane.</summary>
internal sealed class Passwords(IPasswordHasher<Administrator> hasher, PasswordLane lane)
{
    private static readonly Administrator nobody = new("", DateTimeOffset.UnixEpoch);

    // Checked in place of an unknown user's: the time must not tell which names exist.
    private readonly string _decoy = hasher.HashPassword(nobody, NewStamp());

    /// <summary>Makes what is stored of a password; null when the lane is full.</summary>
    public async Task<StoredPassword?> HashAsync(string password, CancellationToken cancellationToken) =>
        await lane.RunAsync(() => hasher.HashPassword(nobody, password), isKnown: true, cancellationToken) is { } hash ? new(hash, NewStamp()) : null;

    /// <summary>Checks a password; takes as long for nobody. Null when the lane is full.</summary>
    public Task<PasswordCheck?> CheckAsync(Administrator? administrator, string password, bool isKnown, CancellationToken cancellationToken) =>
        lane.RunAsync(() => Check(administrator, password), isKnown, cancellationToken);

    private PasswordCheck? Check(Administrator? administrator, string password)
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

/// <summary>What is stored of a password.</summary>
/// <param name="Hash">Made by the hasher.</param>
/// <param name="Stamp">Random: tells it from the one before.</param>
internal sealed record StoredPassword(string Hash, string Stamp)
{
    /// <summary>Gives it to an administrator.</summary>
    public void SetFor(Administrator administrator) => administrator.SetPassword(Hash, Stamp);
}

/// <summary>What came of checking a password.</summary>
/// <param name="IsRight">It is the administrator's.</param>
/// <param name="BetterHash">To be kept instead of the stored one, which was made by weaker rules; null when that is good.</param>
internal readonly record struct PasswordCheck(bool IsRight, string? BetterHash);
