using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>Whether better subtitles are looked for by themselves, and for how long: one row, or none while nobody has changed it.</summary>
public sealed class UpgradeTerms
{
    /// <summary>Days after the download unless changed.</summary>
    public const int UsualDays = 30;

    /// <summary>The most days.</summary>
    public const int MostDays = 365;

    /// <summary>Always 1.</summary>
    public long Id { get; private set; } = 1;

    /// <summary>Whether they are looked for at all.</summary>
    public bool IsOn { get; private set; } = true;

    /// <summary>For so many days after a download.</summary>
    public int Days { get; private set; } = UsualDays;

    /// <summary>Sets both.</summary>
    /// <param name="isOn">Whether they are looked for.</param>
    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    public void Set(bool isOn, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        (IsOn, Days) = (isOn, days);
    }
}

internal sealed class UpgradeTermsConfiguration : IEntityTypeConfiguration<UpgradeTerms>
{
    public void Configure(EntityTypeBuilder<UpgradeTerms> builder)
    {
        builder.ToTable("upgrade_terms");
        builder.HasKey(terms => terms.Id);
        builder.Property(terms => terms.Id).ValueGeneratedNever();
    }
}

/// <summary>Tells of whether better subtitles are looked for.</summary>
internal sealed class UpgradeTermsAudit : AuditRule
{
    public override Type Entity => typeof(UpgradeTerms);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("upgrades", null, null);
}
