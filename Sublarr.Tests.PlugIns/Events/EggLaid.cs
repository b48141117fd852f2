using System.ComponentModel;
using Sublarr.Domain.Events;

namespace Sublarr.Tests.PlugIns.Events;

/// <summary>An event of one file.</summary>
[Event("egg_laid", "Egg laid", Description = "A pigeon laid an egg.", Alert = AlertTone.Good)]
public sealed record EggLaid(
    [property: Description("Name of the pigeon.")] string Pigeon,
    [property: Description("How many eggs are in the nest now.")] int Eggs) : IDomainEvent<EggLaid>
{
    /// <inheritdoc/>
    public static EggLaid Example => new("Homer", 2);

    EventSentence IDomainEvent.Sentence => new("egg", "good", $"{Pigeon} laid an egg: there are {Eggs} now");
}
