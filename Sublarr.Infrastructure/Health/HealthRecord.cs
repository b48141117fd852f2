using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Health;

/// <summary>What the last health check found: one row, written as a whole.</summary>
[NoConfiguration]
public sealed class HealthRecord
{
    /// <summary>The only id.</summary>
    public const int OnlyId = 1;

    private static readonly JsonSerializerOptions Words = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; private set; } = OnlyId;

    /// <summary>When was looked last, in UTC.</summary>
    public DateTimeOffset CheckedAt { get; private set; }

    /// <summary>What is known, as JSON.</summary>
    public string Findings { get; private set; } = "[]";

    /// <summary>What is known.</summary>
    public IReadOnlyList<KnownFinding> Known() => JsonSerializer.Deserialize<List<KnownFinding>>(Findings, Words) ?? [];

    /// <summary>It was looked.</summary>
    /// <param name="known">What is known now.</param>
    /// <param name="now">When.</param>
    public void Looked(IReadOnlyList<KnownFinding> known, DateTimeOffset now)
    {
        CheckedAt = now;
        Keep(known);
    }

    /// <summary>What was to be told has been told.</summary>
    /// <param name="known">What is known now.</param>
    public void Keep(IReadOnlyList<KnownFinding> known) => Findings = JsonSerializer.Serialize(known, Words);
}

/// <summary>What EF Core reads of this room's tables.</summary>
public static class HealthTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>What the last health check found.</summary>
        public DbSet<HealthRecord> Health => context.Set<HealthRecord>();
    }
}

internal sealed class HealthRecordConfiguration : IEntityTypeConfiguration<HealthRecord>
{
    public void Configure(EntityTypeBuilder<HealthRecord> builder)
    {
        builder.ToTable("health");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).ValueGeneratedNever();
    }
}
