using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>The points that somebody gave a key. A key without a row has its default.</summary>
public sealed class ScoringWeightRow
{
    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>For episodes or for movies.</summary>
    public MediaType Type { get; init; }

    /// <summary>The key's name.</summary>
    public required string Key { get; init; }

    /// <summary>Its points.</summary>
    public int Value { get; set; }
}

/// <summary>What a provider adds. A provider without a row adds nothing.</summary>
public sealed class ProviderModifierRow
{
    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>What it adds.</summary>
    public int Value { get; set; }
}

/// <summary>The one row that every change of the scoring goes through.</summary>
public sealed class ScoringSettingsRow
{
    /// <summary>There is one.</summary>
    public const long OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; init; } = OnlyId;

    /// <summary>Counts the changes: who changes an older version is told.</summary>
    public long Version { get; set; } = 1;

    /// <summary><see cref="ScoringPreferences"/> as JSON.</summary>
    public string Preferences { get; set; } = "{}";

    /// <summary>The preset that was applied last.</summary>
    public string? ActivePreset { get; set; }

    /// <summary>The preferences.</summary>
    public ScoringPreferences ReadPreferences() => JsonSerializer.Deserialize<ScoringPreferences>(Preferences, EventJson.Options)!;

    /// <summary>Replaces the preferences.</summary>
    public void Write(ScoringPreferences preferences) => Preferences = JsonSerializer.Serialize(preferences, EventJson.Options);
}

/// <summary>A preset that somebody saved or imported.</summary>
public sealed class ScoringPresetRow
{
    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>Unique without case.</summary>
    public required string Name { get; init; }

    /// <summary>The preset, as it is exported.</summary>
    public required string Document { get; set; }

    /// <summary>The preset.</summary>
    public ScoringPreset Read()
    {
        using var json = JsonDocument.Parse(Document);
        var document = new ScoringDocument();
        return document.ReadPreset(json.RootElement) ?? throw new InvalidOperationException(
            $"The stored preset {Name} cannot be read: {document.Problems[0].Field}: {document.Problems[0].Message} Delete it on the scoring page.");
    }
}

/// <summary>A search that was made, with all it found.</summary>
[NoConfiguration]
public sealed class StoredSearchRow
{
    /// <summary>Unique; later searches have higher ids.</summary>
    public long Id { get; private set; }

    /// <summary>For an episode or a movie.</summary>
    public MediaType Type { get; init; }

    /// <summary>What was searched for.</summary>
    public required string Title { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset SearchedAt { get; init; }

    /// <summary>What was found, as JSON: read and written whole.</summary>
    public required string Candidates { get; init; }

    /// <summary>The search.</summary>
    public SearchResult Read() => new(Type, Title, Language, StoredCandidates.Read(Candidates));
}

/// <summary>A search of which somebody said: this one must win.</summary>
public sealed class ScoringCaseRow
{
    /// <summary>Unique.</summary>
    public long Id { get; private set; }

    /// <summary>For an episode or a movie.</summary>
    public MediaType Type { get; init; }

    /// <summary>What was searched for.</summary>
    public required string Title { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>What was found then, as JSON: a case outlives its search.</summary>
    public required string Candidates { get; init; }

    /// <summary>Which of them must win.</summary>
    public int Winner { get; set; }

    /// <summary>When it was pinned.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The case.</summary>
    public ScoringCase Read() => new(Id, new(Type, Title, Language, StoredCandidates.Read(Candidates)), Winner);
}

/// <summary>Candidates as they are stored.</summary>
public static class StoredCandidates
{
    /// <summary>As JSON.</summary>
    public static string Write(IReadOnlyList<Candidate> candidates) => JsonSerializer.Serialize(candidates, EventJson.Options);

    /// <summary>From JSON.</summary>
    public static IReadOnlyList<Candidate> Read(string json) => JsonSerializer.Deserialize<List<Candidate>>(json, EventJson.Options)!;
}

internal sealed class ScoringConfiguration :
    IEntityTypeConfiguration<ScoringWeightRow>,
    IEntityTypeConfiguration<ProviderModifierRow>,
    IEntityTypeConfiguration<ScoringSettingsRow>,
    IEntityTypeConfiguration<ScoringPresetRow>,
    IEntityTypeConfiguration<StoredSearchRow>,
    IEntityTypeConfiguration<ScoringCaseRow>
{
    private const int TitleLimit = 500;
    private const int LanguageLimit = 20;

    public void Configure(EntityTypeBuilder<ScoringWeightRow> builder)
    {
        builder.ToTable("scoring_weights");
        builder.Property(row => row.Key).HasMaxLength(40);
        builder.HasIndex(row => new { row.Type, row.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProviderModifierRow> builder)
    {
        builder.ToTable("provider_score_modifiers");
        builder.Property(row => row.Provider).HasMaxLength(ScoringRules.ProviderNameLimit).UseCollation("NOCASE");
        builder.HasIndex(row => row.Provider).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ScoringSettingsRow> builder)
    {
        builder.ToTable("scoring_settings");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.ActivePreset).HasMaxLength(ScoringPreset.NameLimit);
        builder.HasData(new ScoringSettingsRow());
    }

    public void Configure(EntityTypeBuilder<ScoringPresetRow> builder)
    {
        builder.ToTable("scoring_presets");
        builder.Property(row => row.Name).HasMaxLength(ScoringPreset.NameLimit).UseCollation("NOCASE");
        builder.HasIndex(row => row.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoredSearchRow> builder)
    {
        builder.ToTable("stored_searches");
        builder.Property(row => row.Title).HasMaxLength(TitleLimit);
        builder.Property(row => row.Language).HasMaxLength(LanguageLimit);
    }

    public void Configure(EntityTypeBuilder<ScoringCaseRow> builder)
    {
        builder.ToTable("scoring_cases");
        builder.Property(row => row.Title).HasMaxLength(TitleLimit);
        builder.Property(row => row.Language).HasMaxLength(LanguageLimit);
    }
}
