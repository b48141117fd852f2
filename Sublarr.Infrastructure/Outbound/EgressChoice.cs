using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What administrators have chosen in the browser about where webhooks may go. The environment's word comes first.</summary>
public sealed class EgressChoice
{
    /// <summary>The id of the one there is.</summary>
    public const long OnlyId = 1;

    /// <summary>The most entries of one list.</summary>
    public const int MostEntries = 200;

    private List<string> _allow = [];
    private List<string> _deny = [];

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; private set; } = OnlyId;

    /// <summary>What is open before exceptions.</summary>
    public EgressProfile Profile { get; private set; }

    /// <summary>What is open besides, as entries of <see cref="EgressException"/>.</summary>
    public IReadOnlyList<string> Allow => _allow;

    /// <summary>Networks that are closed whatever else is said.</summary>
    public IReadOnlyList<string> Deny => _deny;

    /// <summary>Sets everything.</summary>
    /// <param name="profile">What is open before exceptions.</param>
    /// <param name="allow">What is open besides.</param>
    /// <param name="deny">Networks that are closed whatever else is said.</param>
    /// <exception cref="ArgumentException">An entry cannot be read.</exception>
    public void Change(EgressProfile profile, IEnumerable<string> allow, IEnumerable<string> deny)
    {
        (Profile, _allow, _deny) = (profile, [.. allow], [.. deny]);
        if (_allow.Exists(entry => EgressException.Parse(entry) is null) || _deny.Exists(entry => EgressException.ParseNetwork(entry) is null))
        {
            throw new ArgumentException("An entry cannot be read.");
        }
    }

    /// <summary>This choice under what the environment says.</summary>
    /// <param name="environment">What the environment says.</param>
    public EgressSettings Under(EgressSettings environment) => new(
        environment.Profile ?? Profile,
        [.. environment.Allow, .. _allow.Select(EgressException.Parse).OfType<EgressException>()],
        [.. environment.Deny, .. _deny.Select(EgressException.ParseNetwork).OfType<IPNetwork>()]);
}

internal sealed class EgressChoiceConfiguration : IEntityTypeConfiguration<EgressChoice>
{
    public void Configure(EntityTypeBuilder<EgressChoice> builder)
    {
        builder.ToTable("egress");
        builder.HasKey(choice => choice.Id);
        builder.Property(choice => choice.Id).ValueGeneratedNever();
        builder.PrimitiveCollection<List<string>>("_allow");
        builder.PrimitiveCollection<List<string>>("_deny");
        builder.Ignore(choice => choice.Allow);
        builder.Ignore(choice => choice.Deny);
    }
}
