using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Arr;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class ArrTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>The Sonarrs and Radarrs that are asked.</summary>
        public DbSet<ArrInstance> ArrInstances => context.Set<ArrInstance>();

        /// <summary>How they are.</summary>
        public DbSet<ArrState> ArrStates => context.Set<ArrState>();

        /// <summary>Where the folders of Sonarr and Radarr are on this machine.</summary>
        public DbSet<PathMappingRow> PathMappings => context.Set<PathMappingRow>();
    }
}

internal sealed class ArrInstanceConfiguration : IEntityTypeConfiguration<ArrInstance>
{
    public void Configure(EntityTypeBuilder<ArrInstance> builder)
    {
        builder.ToTable("arr_instances");
        builder.HasKey(instance => instance.Id);
        builder.Property(instance => instance.Source).HasMaxLength(20);
        builder.Property(instance => instance.Name).HasMaxLength(ArrInstance.NameLimit);
    }
}

internal sealed class ArrStateConfiguration : IEntityTypeConfiguration<ArrState>
{
    public void Configure(EntityTypeBuilder<ArrState> builder)
    {
        builder.ToTable("arr_states");
        builder.HasKey(state => state.InstanceId);
        builder.Property(state => state.InstanceId).ValueGeneratedNever();
    }
}

/// <summary>Tells of instances; their keys only as changed.</summary>
internal sealed class ArrInstanceAudit : AuditRule
{
    public override Type Entity => typeof(ArrInstance);

    public override AuditSubject SubjectOf(EntityEntry entry)
    {
        var instance = (ArrInstance)entry.Entity;
        // Known only once it is stored.
        long? id = entry.Property(nameof(ArrInstance.Id)).IsTemporary || instance.Id <= 0 ? null : instance.Id;
        return new("arr_instance", id, instance.Name);
    }

    protected override bool IsIgnored(IProperty property) => property.Name == nameof(ArrInstance.CreatedAt);

    protected override AuditChange Change(string field, object? old, object? @new) =>
        field == "api_key" ? new(field, null, null, IsSecret: true) : base.Change(field, old, @new);
}
