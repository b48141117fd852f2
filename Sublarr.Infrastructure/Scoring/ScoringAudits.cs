using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>Tells of points.</summary>
internal sealed class WeightAudit : AuditRule
{
    public override Type Entity => typeof(ScoringWeightRow);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("scoring", null, null);

    protected override bool IsIgnored(IProperty property) => property.Name != nameof(ScoringWeightRow.Value);

    protected override string FieldOf(EntityEntry entry, PropertyEntry property) =>
        entry.Entity is ScoringWeightRow row ? $"{row.Type.ToString().ToLowerInvariant()}.{row.Key}" : base.FieldOf(entry, property);
}

/// <summary>Tells of what providers add.</summary>
internal sealed class ModifierAudit : AuditRule
{
    public override Type Entity => typeof(ProviderModifierRow);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("scoring", null, null);

    protected override bool IsIgnored(IProperty property) => property.Name != nameof(ProviderModifierRow.Value);

    protected override string FieldOf(EntityEntry entry, PropertyEntry property) =>
        entry.Entity is ProviderModifierRow row ? $"provider.{row.Provider}" : base.FieldOf(entry, property);
}

/// <summary>Tells of preferences and the active preset.</summary>
internal sealed class PreferenceAudit : AuditRule
{
    public override Type Entity => typeof(ScoringSettingsRow);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("scoring", null, null);

    protected override bool IsIgnored(IProperty property) => property.Name == nameof(ScoringSettingsRow.Version);
}

/// <summary>Tells of presets; what is in them is not shown.</summary>
internal sealed class PresetAudit : AuditRule
{
    public override Type Entity => typeof(ScoringPresetRow);

    public override AuditSubject SubjectOf(EntityEntry entry) => new(
        "scoring_preset", entry.Property(nameof(ScoringPresetRow.Id)).IsTemporary ? null : ((ScoringPresetRow)entry.Entity).Id, ((ScoringPresetRow)entry.Entity).Name);

    protected override bool IsIgnored(IProperty property) => property.Name == nameof(ScoringPresetRow.Name);

    protected override AuditChange Change(string field, object? old, object? @new) => new(field, null, null);
}

/// <summary>Tells of searches that must have a certain winner.</summary>
internal sealed class CaseAudit : AuditRule
{
    public override Type Entity => typeof(ScoringCaseRow);

    public override AuditSubject SubjectOf(EntityEntry entry) => new(
        "scoring_case", entry.Property(nameof(ScoringCaseRow.Id)).IsTemporary ? null : ((ScoringCaseRow)entry.Entity).Id, ((ScoringCaseRow)entry.Entity).Title);

    protected override bool IsIgnored(IProperty property) => property.Name is nameof(ScoringCaseRow.Candidates) or nameof(ScoringCaseRow.CreatedAt);
}
