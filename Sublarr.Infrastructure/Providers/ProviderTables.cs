using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class ProviderTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>What people have set for providers.</summary>
        public DbSet<ProviderRow> Providers => context.Set<ProviderRow>();

        /// <summary>How they fare.</summary>
        public DbSet<ProviderState> ProviderStates => context.Set<ProviderState>();
    }
}

internal sealed class ProviderRowConfiguration : IEntityTypeConfiguration<ProviderRow>
{
    public void Configure(EntityTypeBuilder<ProviderRow> builder)
    {
        builder.ToTable("providers");
        builder.HasKey(provider => provider.Name);
        builder.Property(provider => provider.Name).HasMaxLength(ProviderRow.NameLimit);
    }
}

internal sealed class ProviderStateConfiguration : IEntityTypeConfiguration<ProviderState>
{
    public void Configure(EntityTypeBuilder<ProviderState> builder)
    {
        builder.ToTable("provider_states");
        builder.HasKey(state => state.Name);
        builder.Property(state => state.Name).HasMaxLength(ProviderRow.NameLimit);
    }
}

/// <summary>Tells of providers; their secrets only as changed.</summary>
internal sealed class ProviderAudit(ISecretProtector protector, IEnumerable<IProviderForm> forms) : AuditRule
{
    private readonly SettingsDifference _settings = new(protector, forms.SelectMany(form => form.Secrets));

    public override Type Entity => typeof(ProviderRow);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("provider", null, ((ProviderRow)entry.Entity).Name);

    public override IEnumerable<AuditChange> ChangesOf(EntityEntry entry)
    {
        var settings = entry.Property(nameof(ProviderRow.Settings));
        return base.ChangesOf(entry).Concat(_settings.Between(Old(entry, settings), New(entry, settings)));
    }

    protected override bool IsIgnored(IProperty property) => property.Name == nameof(ProviderRow.Settings);
}
