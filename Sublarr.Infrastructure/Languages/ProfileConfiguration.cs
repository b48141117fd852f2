using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;

namespace Sublarr.Infrastructure.Languages;

internal sealed class ProfileConfiguration : IEntityTypeConfiguration<LanguageProfile>, IEntityTypeConfiguration<ProfileAssignment>
{
    private const int CutoffLimit = 20;

    public void Configure(EntityTypeBuilder<LanguageProfile> builder)
    {
        builder.ToTable("language_profiles");
        builder.Property(profile => profile.Name).HasMaxLength(ProfileTerms.NameLimit).UseCollation("NOCASE");
        builder.HasIndex(profile => profile.Name).IsUnique();
        builder.Property(profile => profile.Version).IsConcurrencyToken();
        builder.Property(profile => profile.Cutoff).HasMaxLength(CutoffLimit).HasConversion(cutoff => cutoff!.Text, text => Cutoff.Read(text));
        IsStoredAsJson(builder.Property(profile => profile.Wanted));
        IsStoredAsJson(builder.Property(profile => profile.MustContain));
        IsStoredAsJson(builder.Property(profile => profile.MustNotContain));
        builder.HasData(new
        {
            Id = LanguageProfile.FirstId,
            Version = 1L,
            Name = "English",
            Wanted = (IReadOnlyList<WantedLanguage>)[new WantedLanguage(LanguageCode.Find("en")!.Value)],
            MustContain = (IReadOnlyList<string>)[],
            MustNotContain = (IReadOnlyList<string>)[],
        });
    }

    public void Configure(EntityTypeBuilder<ProfileAssignment> builder)
    {
        builder.ToTable("language_profile_assignments");
        builder.Property(assignment => assignment.Scope).HasMaxLength(20);
        builder.Property(assignment => assignment.Key).HasMaxLength(ProfileAssignment.LongestKey).UseCollation("NOCASE");
        builder.HasIndex(assignment => new { assignment.Scope, assignment.Key }).IsUnique();
        builder.HasOne<LanguageProfile>().WithMany().HasForeignKey(assignment => assignment.ProfileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasData(new { Id = 1L, Scope = ProfileScope.Default, Key = "", ProfileId = LanguageProfile.FirstId });
    }

    private static void IsStoredAsJson<T>(PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, EventJson.Options),
        json => Read<T>(json),
        new ValueComparer<IReadOnlyList<T>>((left, right) => left!.SequenceEqual(right!), list => list.Count, list => list));

    // One row that somebody has damaged must not keep all from being read. Such a profile wants nothing, and its page says so.
    // The compiled model calls it, too.
    internal static IReadOnlyList<T> Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<T>>(json, EventJson.Options) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
