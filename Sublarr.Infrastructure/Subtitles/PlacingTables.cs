using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class PlacingTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>How subtitles are placed: one row, or none while nobody has changed it.</summary>
        public DbSet<PlacingSettings> PlacingSettings => context.Set<PlacingSettings>();
    }
}

internal sealed class PlacingSettingsConfiguration : IEntityTypeConfiguration<PlacingSettings>
{
    private const int LongestWord = 20;

    public void Configure(EntityTypeBuilder<PlacingSettings> builder)
    {
        builder.ToTable("subtitle_placing");
        builder.HasKey(settings => settings.Id);
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.Property(settings => settings.Mark).HasMaxLength(LongestWord);
        builder.Ignore(settings => settings.Style);
    }
}

/// <summary>Tells of how subtitles are placed.</summary>
internal sealed class PlacingAudit : AuditRule
{
    public override Type Entity => typeof(PlacingSettings);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("subtitle_placing", null, null);
}
