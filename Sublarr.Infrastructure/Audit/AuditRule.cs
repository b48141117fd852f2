using System.Collections;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Sublarr.Infrastructure.Audit;

/// <summary>How changes of one kind of row are told in the audit trail. Found by scan. Without a rule a row is told by the names of its fields alone.</summary>
internal abstract class AuditRule
{
    /// <summary>The longest value that is shown whole.</summary>
    protected const int ValueLimit = 500;

    /// <summary>The kind of row.</summary>
    public abstract Type Entity { get; }

    /// <summary>True when several rows are one thing to people: together they are one entry.</summary>
    public virtual bool IsPart => false;

    /// <summary>What the row is to people.</summary>
    public abstract AuditSubject SubjectOf(EntityEntry entry);

    /// <summary>What was done to the row, in one word.</summary>
    public virtual string ActionOf(EntityEntry entry) => entry.State switch
    {
        EntityState.Added => "created",
        EntityState.Deleted => "deleted",
        _ => "changed",
    };

    /// <summary>The fields that changed; for what is created or deleted, those that say something.</summary>
    public virtual IEnumerable<AuditChange> ChangesOf(EntityEntry entry) => entry.Properties
        .Where(property => !property.Metadata.IsPrimaryKey() && !IsIgnored(property.Metadata) && IsChanged(entry, property))
        .Select(property => Change(FieldOf(entry, property), Old(entry, property), New(entry, property)));

    /// <summary>True for what is no configuration, such as a count.</summary>
    protected virtual bool IsIgnored(IProperty property) => false;

    /// <summary>The name of a field.</summary>
    protected virtual string FieldOf(EntityEntry entry, PropertyEntry property) => property.Metadata.GetColumnName();

    /// <summary>One change as it is shown.</summary>
    protected virtual AuditChange Change(string field, object? old, object? @new) => new(field, Text(old), Text(@new));

    /// <summary>The value before; null for what is created.</summary>
    protected static object? Old(EntityEntry entry, PropertyEntry property) => entry.State == EntityState.Added ? null : property.OriginalValue;

    /// <summary>The value after; null for what is deleted.</summary>
    protected static object? New(EntityEntry entry, PropertyEntry property) => entry.State == EntityState.Deleted ? null : property.CurrentValue;

    /// <summary>A value as text, cut where it is too long to be read in a list.</summary>
    internal static string? Text(object? value) => value switch
    {
        null => null,
        string text => text.Length > ValueLimit ? string.Concat(text.AsSpan(0, ValueLimit), "…") : text,
        bool truth => truth ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable many => Text(string.Join(", ", many.Cast<object?>().Select(Text))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static bool IsChanged(EntityEntry entry, PropertyEntry property) => entry.State switch
    {
        EntityState.Modified => property.IsModified,
        EntityState.Added => !string.IsNullOrEmpty(Text(property.CurrentValue)),
        _ => !string.IsNullOrEmpty(Text(property.OriginalValue)),
    };
}

/// <summary>For rows without a rule: what changed, and never a value. Who adds a table need not think of it, and no secret can slip in.</summary>
internal sealed class NamesOnly : AuditRule
{
    public override Type Entity => typeof(object);

    public override AuditSubject SubjectOf(EntityEntry entry) => new(
        entry.Metadata.GetTableName()!,
        entry.Metadata.FindPrimaryKey()?.Properties is [var key] && entry.Property(key.Name) is { IsTemporary: false, CurrentValue: long id } ? id : null,
        entry.Metadata.FindProperty("Name") is { } name ? Text(entry.Property(name.Name).CurrentValue) : null);

    protected override AuditChange Change(string field, object? old, object? @new) => new(field, null, null, IsSecret: true);
}

/// <summary>The rules by kind of row.</summary>
internal sealed class AuditRules
{
    private readonly Dictionary<Type, AuditRule> _rules;

    public AuditRules(IEnumerable<AuditRule> rules) => _rules = rules.ToDictionary(rule => rule.Entity);

    /// <summary>The rule of a kind of row; null when it is not told.</summary>
    public AuditRule? Of(Type entity) => entity.IsDefined(typeof(NoConfigurationAttribute), inherit: false) ? null : _rules.GetValueOrDefault(entity) ?? _rules[typeof(object)];
}
