using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Security;

/// <summary>A browser that is signed in. Its cookie counts as long as this row exists.</summary>
public sealed class Session
{
    /// <summary>The longest description of a browser that is kept.</summary>
    public const int BrowserLimit = 300;

    /// <summary>How long nothing may be heard of a browser until its sign-in ends.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Begins a session.</summary>
    /// <param name="id">A random text: an id that could come again would bring an old cookie back to life.</param>
    /// <param name="administratorId">Who signed in.</param>
    /// <param name="startedAt">Now, in UTC.</param>
    /// <param name="address">The network address it was begun from.</param>
    /// <param name="browser">How the browser describes itself.</param>
    public Session(string id, long administratorId, DateTimeOffset startedAt, string? address, string browser)
    {
        Id = id;
        AdministratorId = administratorId;
        StartedAt = LastSeenAt = startedAt;
        Address = address;
        Browser = browser.Length > BrowserLimit ? browser[..BrowserLimit] : browser;
    }

    /// <summary>Unique, random, and never used again.</summary>
    public string Id { get; private set; }

    /// <summary>Who is signed in.</summary>
    public long AdministratorId { get; private set; }

    /// <summary>When the password was given.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When something was last heard of it, give or take what is not written yet.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>The network address it was begun from.</summary>
    public string? Address { get; private set; }

    /// <summary>How the browser describes itself.</summary>
    public string Browser { get; private set; }

    /// <summary>Something was heard of it.</summary>
    public void Seen(DateTimeOffset at) => LastSeenAt = at > LastSeenAt ? at : LastSeenAt;
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).HasMaxLength(32);
        builder.Property(session => session.Address).HasMaxLength(200);
        builder.Property(session => session.Browser).HasMaxLength(Session.BrowserLimit);
    }
}
