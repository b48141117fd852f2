using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Infrastructure.Subscriptions;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions");
        builder.HasKey(subscription => subscription.Id);
        builder.Property(subscription => subscription.Channel).HasMaxLength(40);
        builder.Property(subscription => subscription.Name).HasMaxLength(Subscription.NameLimit);
        builder.Property(subscription => subscription.TitleTemplate).HasMaxLength(MessageTemplate.TitleLimit).HasDefaultValue("");
        builder.Property(subscription => subscription.BodyTemplate).HasMaxLength(MessageTemplate.BodyLimit).HasDefaultValue("");
        builder.Property<List<string>>("_eventNames").HasConversion(
            names => JsonSerializer.Serialize(names, JsonSerializerOptions.Default),
            json => ReadNames(json),
            new ValueComparer<List<string>>((left, right) => left!.SequenceEqual(right!), names => names.Count, names => names.ToList()));
        builder.Ignore(subscription => subscription.EventNames);
        builder.Ignore(subscription => subscription.Filter);
        builder.Ignore(subscription => subscription.Words);
        builder.Ignore(subscription => subscription.QuietHours);
        builder.HasIndex(subscription => subscription.Channel);
    }

    // One row that somebody has damaged must not keep all from being read. The compiled model calls it, too.
    internal static List<string> ReadNames(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Default) ?? [EventFilter.Unreadable];
        }
        catch (JsonException)
        {
            return [EventFilter.Unreadable];
        }
    }
}
