using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Security;

/// <summary>Somebody who may sign in and change everything.</summary>
public sealed class Administrator
{
    /// <summary>The longest user name.</summary>
    public const int UserNameLimit = 100;

    /// <summary>The fewest characters of a password.</summary>
    public const int ShortestPassword = 10;

    /// <summary>Creates an administrator.</summary>
    /// <param name="userName">The name to sign in with.</param>
    /// <param name="createdAt">Now, in UTC.</param>
    public Administrator(string userName, DateTimeOffset createdAt)
    {
        UserName = userName;
        CreatedAt = createdAt;
    }

    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>The name to sign in with.</summary>
    public string UserName { get; private set; }

    /// <summary>Made by ASP.NET Core Identity's password hasher.</summary>
    public string PasswordHash { get; private set; } = "";

    /// <summary>Changes with the password: a check that was under way meanwhile does not count.</summary>
    public string SecurityStamp { get; private set; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The last alert that was looked at, by its number; 0 for none.</summary>
    public long AlertsSeen { get; private set; }

    /// <summary>Sets the password.</summary>
    /// <param name="passwordHash">From the password hasher.</param>
    /// <param name="securityStamp">A new random text.</param>
    public void SetPassword(string passwordHash, string securityStamp)
    {
        PasswordHash = passwordHash;
        SecurityStamp = securityStamp;
    }

    /// <summary>The alerts up to a number were looked at.</summary>
    /// <param name="sequence">The number of the last.</param>
    public void SawAlerts(long sequence) => AlertsSeen = Math.Max(AlertsSeen, sequence);

    /// <summary>Keeps another hash of the same password, made by stronger rules.</summary>
    /// <param name="passwordHash">From the password hasher.</param>
    public void RenewHash(string passwordHash) => PasswordHash = passwordHash;
}

internal sealed class AdministratorConfiguration : IEntityTypeConfiguration<Administrator>
{
    public void Configure(EntityTypeBuilder<Administrator> builder)
    {
        builder.ToTable("administrators");
        builder.HasKey(administrator => administrator.Id);
        builder.Property(administrator => administrator.UserName).HasMaxLength(Administrator.UserNameLimit).UseCollation("NOCASE");
        builder.HasIndex(administrator => administrator.UserName).IsUnique();
    }
}
