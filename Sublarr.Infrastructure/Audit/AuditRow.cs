using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Audit;

/// <summary>One entry of the audit trail: who changed what, from where, and when.</summary>
[NoConfiguration]
public sealed class AuditRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What kind of somebody it was.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>The user's name, or what stands for it.</summary>
    public required string Actor { get; init; }

    /// <summary>The network address it came from; null for Sublarr itself.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, as a word: created, changed, deleted, or another.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: hook, webhook, scoring, retention, administrator …</summary>
    public required string Subject { get; init; }

    /// <summary>The id of the thing, where it has one.</summary>
    public long? SubjectId { get; private set; }

    /// <summary>What people call the thing; null where there is only one.</summary>
    public string? SubjectName { get; init; }

    /// <summary>The fields, as a JSON list of <see cref="AuditChange"/>.</summary>
    public string Changes { get; private set; } = "[]";

    /// <summary>What was begun has come to an end.</summary>
    /// <param name="changes">The fields.</param>
    public void Ended(IReadOnlyList<AuditChange> changes) => Changes = JsonSerializer.Serialize(changes, EventJson.Options);

    /// <summary>The thing has got its id.</summary>
    public void IsAbout(long subjectId) => SubjectId = subjectId;
}

/// <summary>What changed in one field.</summary>
/// <param name="Field">Its name in snake_case.</param>
/// <param name="Old">What it was, as text; null when there was nothing, and for secrets.</param>
/// <param name="New">What it is; null when there is nothing, and for secrets.</param>
/// <param name="IsSecret">True when it changed and neither is shown.</param>
public sealed record AuditChange(string Field, string? Old, string? New, bool IsSecret = false);

/// <summary>What kind of somebody changes things.</summary>
public enum ActorKind
{
    /// <summary>Sublarr itself.</summary>
    Sublarr,

    /// <summary>A signed-in administrator.</summary>
    User,

    /// <summary>Whoever has the API key.</summary>
    ApiKey,

    /// <summary>The settings Sublarr was started with.</summary>
    Environment,

    /// <summary>Somebody who is not signed in, such as the one who makes the first administrator.</summary>
    Visitor,
}

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public const int NameLimit = 200;

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Actor).HasMaxLength(NameLimit);
        builder.Property(row => row.Address).HasMaxLength(NameLimit);
        builder.Property(row => row.Action).HasMaxLength(40);
        builder.Property(row => row.Subject).HasMaxLength(40);
        builder.Property(row => row.SubjectName).HasMaxLength(NameLimit);
        // Ids rise with time: each index gives a filtered page, newest first, in order.
        builder.HasIndex(row => new { row.Subject, row.SubjectId });
        builder.HasIndex(row => row.Actor);
        builder.HasIndex(row => row.At);
    }
}
