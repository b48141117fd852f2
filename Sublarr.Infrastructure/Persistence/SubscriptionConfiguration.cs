using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Infrastructure.Persistence;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions");
        builder.HasKey(subscription => subscription.Id);
        builder.Property(subscription => subscription.Channel).HasMaxLength(40);
        builder.Property(subscription => subscription.Name).HasMaxLength(Subscription.NameLimit);
        builder.PrimitiveCollection<List<string>>("_eventNames");
        builder.Ignore(subscription => subscription.EventNames);
        builder.Ignore(subscription => subscription.Filter);
        builder.HasIndex(subscription => subscription.Channel);
    }
}
