using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Arr;

/// <summary>A folder as a Sonarr or Radarr sees it, and as Sublarr does.</summary>
public sealed class PathMappingRow
{
    /// <summary>The longest path.</summary>
    public const int LongestPath = 4000;

    /// <summary>The longest name of an instance.</summary>
    public const int LongestInstance = 200;

    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>sonarr or radarr.</summary>
    public required string Source { get; init; }

    /// <summary>Which of several; empty for all of them.</summary>
    public required string Instance { get; init; }

    /// <summary>The folder as the sender sees it.</summary>
    public required string From { get; init; }

    /// <summary>The same folder as Sublarr sees it.</summary>
    public required string To { get; init; }

    /// <summary>True when it belongs to one instance, and not to all of its kind.</summary>
    /// <param name="source">Which program.</param>
    /// <param name="instance">Its name, in whatever case.</param>
    public bool IsOf(ArrSource source, string instance) => Source == source.Key() && Instance.Equals(instance, StringComparison.OrdinalIgnoreCase);
}

internal sealed class PathMappingRowConfiguration : IEntityTypeConfiguration<PathMappingRow>
{
    public void Configure(EntityTypeBuilder<PathMappingRow> builder)
    {
        builder.ToTable("path_mappings");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Source).HasMaxLength(20);
        builder.Property(row => row.Instance).HasMaxLength(PathMappingRow.LongestInstance);
        builder.Property(row => row.From).HasMaxLength(PathMappingRow.LongestPath);
        builder.Property(row => row.To).HasMaxLength(PathMappingRow.LongestPath);
    }
}

/// <summary>Tells of where folders are.</summary>
internal sealed class PathMappingAudit : AuditRule
{
    public override Type Entity => typeof(PathMappingRow);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("path_mapping", null, Text(((PathMappingRow)entry.Entity).From));
}
