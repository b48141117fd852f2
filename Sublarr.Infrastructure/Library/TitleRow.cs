using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>A series or movie of the library.</summary>
public sealed class TitleRow
{
    /// <summary>The <see cref="Source"/> of what no Sonarr and no Radarr has, but a folder.</summary>
    public const string FolderSource = "folder";

    /// <summary>Unique, rising.</summary>
    public long Id { get; init; }

    /// <summary>A series or a movie.</summary>
    public TitleKind Kind { get; init; }

    /// <summary>sonarr, radarr, or folder.</summary>
    public string Source { get; init; } = FolderSource;

    /// <summary>Which of several; empty when it does not say.</summary>
    public string Instance { get; init; } = "";

    /// <summary>Its id there, which means nothing at another instance.</summary>
    public int? SourceId { get; init; }

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>By which it is sorted: small letters, without an article before it.</summary>
    public string SortName { get; init; } = "";

    /// <summary>Its year.</summary>
    public int? Year { get; init; }

    /// <summary>TheTVDB id of a series.</summary>
    public int? TvdbId { get; init; }

    /// <summary>TMDB id.</summary>
    public int? TmdbId { get; init; }

    /// <summary>IMDb id.</summary>
    public string? ImdbId { get; init; }

    /// <summary>Its folder as Sublarr sees it: what tells it from others where no id does; empty when nobody named one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Its tags at the Sonarr or Radarr that has it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When it was seen first, in UTC.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>What decides which profile holds for it.</summary>
    public ProfileSubject Subject() => new() { Title = Id.ToString(CultureInfo.InvariantCulture), Tags = Tags, Library = Folder.Length > 0 ? Folder : null };
}

internal sealed class TitleRowConfiguration : IEntityTypeConfiguration<TitleRow>
{
    public void Configure(EntityTypeBuilder<TitleRow> builder)
    {
        builder.ToTable("titles");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Tags).HasDefaultValueSql("'[]'").HasConversion(
            tags => JsonSerializer.Serialize(tags, EventJson.Options),
            json => JsonSerializer.Deserialize<List<string>>(json, EventJson.Options) ?? new List<string>(),
            new ValueComparer<IReadOnlyList<string>>((left, right) => left!.SequenceEqual(right!), tags => tags.Count, tags => tags));
        // Its migration makes it without the capitals of the instance, which EF Core cannot say of an index.
        builder.HasIndex(row => new { row.Source, row.Instance, row.SourceId }).HasDatabaseName("ix_titles_source").IsUnique().HasFilter("source_id IS NOT NULL");
        builder.HasIndex(row => row.Folder).HasDatabaseName("ix_titles_folder");
        builder.HasIndex(row => new { row.Kind, row.SortName, row.Id }).HasDatabaseName("ix_titles_name");
    }
}
