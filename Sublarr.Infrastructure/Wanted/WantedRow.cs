using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>A subtitle that a video lacks. There is one row for each video, language and variant.</summary>
public sealed class WantedRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public long VideoId { get; init; }

    /// <summary>Its language as an IETF tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>Which subtitle of that language.</summary>
    public SubtitleVariant Variant { get; init; }

    /// <summary>Whether it may, shall or must tell what is heard, too.</summary>
    public Wish HearingImpaired { get; init; }

    /// <summary>False for one that is nice to have.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its place in the profile, from 0.</summary>
    public int Position { get; init; }

    /// <summary>Since when it is wanted, in UTC.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When it is looked for by itself, at the earliest; in UTC.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How often it was looked for in vain.</summary>
    public int Searches { get; init; }

    /// <summary>When it was looked for last, in UTC; null for never.</summary>
    public DateTimeOffset? SearchedAt { get; init; }

    /// <summary>What came of that; null for never.</summary>
    public SearchOutcome? Outcome { get; init; }

    /// <summary>The same as a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>Since when nobody wants to hear of it, in UTC; null while it is looked for.</summary>
    public DateTimeOffset? IgnoredAt { get; init; }

    /// <summary>What is wanted, as the profile says it.</summary>
    public WantedSubtitle Subtitle() => new(LanguageCode.Find(Language) ?? LanguageCode.Unknown, Variant == SubtitleVariant.Forced, HearingImpaired, IsRequired);
}

internal sealed class WantedRowConfiguration : IEntityTypeConfiguration<WantedRow>
{
    public void Configure(EntityTypeBuilder<WantedRow> builder)
    {
        builder.ToTable("wanted");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.VideoId, row.Language, row.Variant }).HasDatabaseName("ix_wanted_video").IsUnique();
        builder.HasIndex(row => new { row.Language, row.Id }).HasDatabaseName("ix_wanted_language");
        builder.HasIndex(row => new { row.DueAt, row.Id }).HasDatabaseName("ix_wanted_due").HasFilter("ignored_at IS NULL");
        builder.HasOne<VideoRow>().WithMany().HasForeignKey(row => row.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>By which profiles it was worked out last what is wanted: one row.</summary>
public sealed class WantedBasisRow
{
    /// <summary>Always 1.</summary>
    public long Id { get; init; }

    /// <summary>What they came to; see <see cref="ProfileBook.Mark"/>.</summary>
    public string Profiles { get; init; } = "";
}

internal sealed class WantedBasisRowConfiguration : IEntityTypeConfiguration<WantedBasisRow>
{
    public void Configure(EntityTypeBuilder<WantedBasisRow> builder)
    {
        builder.ToTable("wanted_basis");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
