using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>When what is wanted is looked for: one row, or none while nobody has changed it.</summary>
public sealed class SearchTerms
{
    /// <summary>The longest delay: a week, in minutes.</summary>
    public const int LongestDelay = 7 * 24 * 60;

    /// <summary>Always 1.</summary>
    public long Id { get; private set; } = 1;

    /// <summary>How long nothing is looked for after an import, in minutes: of some releases the subtitles come later than the video.</summary>
    public int DelayMinutes { get; private set; }

    /// <summary>The same as a time.</summary>
    public TimeSpan Delay => TimeSpan.FromMinutes(DelayMinutes);

    /// <summary>Sets the delay after an import.</summary>
    /// <param name="minutes">0 to <see cref="LongestDelay"/>.</param>
    public void Wait(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, LongestDelay);
        DelayMinutes = minutes;
    }
}

internal sealed class SearchTermsConfiguration : IEntityTypeConfiguration<SearchTerms>
{
    public void Configure(EntityTypeBuilder<SearchTerms> builder)
    {
        builder.ToTable("search_terms");
        builder.HasKey(terms => terms.Id);
        builder.Property(terms => terms.Id).ValueGeneratedNever();
        builder.Ignore(terms => terms.Delay);
    }
}

/// <summary>Tells of when what is wanted is looked for.</summary>
internal sealed class SearchTermsAudit : AuditRule
{
    public override Type Entity => typeof(SearchTerms);

    public override bool IsPart => true;

    public override AuditSubject SubjectOf(EntityEntry entry) => new("search_terms", null, null);
}
