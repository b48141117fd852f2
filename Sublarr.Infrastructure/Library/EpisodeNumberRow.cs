using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Library;

/// <summary>How one episode of a series is counted.</summary>
public sealed class EpisodeNumberRow
{
    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>The series.</summary>
    public long TitleId { get; init; }

    /// <summary>Its season; 0 for specials.</summary>
    public int Season { get; init; }

    /// <summary>Its number within the season.</summary>
    public int Episode { get; init; }

    /// <summary>Its number through all seasons.</summary>
    public int? Absolute { get; init; }

    /// <summary>Its season as releases count; null for the same.</summary>
    public int? SceneSeason { get; init; }

    /// <summary>Its number as releases count; null for the same.</summary>
    public int? SceneEpisode { get; init; }

    /// <summary>A row of a series.</summary>
    public static EpisodeNumberRow Of(long titleId, EpisodeNumber number) => new()
    {
        TitleId = titleId,
        Season = number.Season,
        Episode = number.Episode,
        Absolute = number.Absolute,
        SceneSeason = number.SceneSeason,
        SceneEpisode = number.SceneEpisode,
    };

    /// <summary>What it says.</summary>
    public EpisodeNumber Number() => new(Season, Episode, Absolute, SceneSeason, SceneEpisode);
}

internal sealed class EpisodeNumberRowConfiguration : IEntityTypeConfiguration<EpisodeNumberRow>
{
    public void Configure(EntityTypeBuilder<EpisodeNumberRow> builder)
    {
        builder.ToTable("episode_numbers");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.TitleId, row.Season, row.Episode }).HasDatabaseName("ix_episode_numbers_episode").IsUnique();
        builder.HasIndex(row => new { row.TitleId, row.Absolute }).HasDatabaseName("ix_episode_numbers_absolute");
        builder.HasOne<TitleRow>().WithMany().HasForeignKey(row => row.TitleId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Tells of the numbers of a series as of one thing.</summary>
internal sealed class EpisodeNumberAudit : AuditRule
{
    public override Type Entity => typeof(EpisodeNumberRow);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("episode_numbers", ((EpisodeNumberRow)entry.Entity).TitleId, null);

    public override IEnumerable<AuditChange> ChangesOf(EntityEntry entry)
    {
        var number = ((EpisodeNumberRow)entry.Entity).Number();
        var text = number.Absolute?.ToString(CultureInfo.InvariantCulture);
        yield return new(string.Create(CultureInfo.InvariantCulture, $"s{number.Season}e{number.Episode}"), entry.State == EntityState.Added ? null : text, entry.State == EntityState.Deleted ? null : text);
    }
}
