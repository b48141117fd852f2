using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Library;

/// <summary>A folder of the library that a person added.</summary>
public sealed class LibraryFolderRow
{
    /// <summary>The longest path.</summary>
    public const int LongestPath = 4000;

    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>Its whole path, without a separator at its end.</summary>
    public required string Path { get; init; }

    /// <summary>When it was added, in UTC.</summary>
    public DateTimeOffset AddedAt { get; init; }
}

internal sealed class LibraryFolderConfiguration : IEntityTypeConfiguration<LibraryFolderRow>, IEntityTypeConfiguration<LibrarySettings>
{
    public void Configure(EntityTypeBuilder<LibraryFolderRow> builder)
    {
        builder.ToTable("library_folders");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Path).HasMaxLength(LibraryFolderRow.LongestPath);
        builder.HasIndex(row => row.Path).HasDatabaseName("ix_library_folders_path").IsUnique();
    }

    public void Configure(EntityTypeBuilder<LibrarySettings> builder)
    {
        builder.ToTable("library_settings");
        builder.HasKey(settings => settings.Id);
        builder.Property(settings => settings.Id).ValueGeneratedNever();
    }
}

/// <summary>Tells of folders of the library.</summary>
internal sealed class LibraryFolderAudit : AuditRule
{
    public override Type Entity => typeof(LibraryFolderRow);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("library_folder", null, Text(((LibraryFolderRow)entry.Entity).Path));
}

/// <summary>Tells of what was chosen for the library.</summary>
internal sealed class LibrarySettingsAudit : AuditRule
{
    public override Type Entity => typeof(LibrarySettings);

    public override AuditSubject SubjectOf(EntityEntry entry) => new("library", null, null);
}
