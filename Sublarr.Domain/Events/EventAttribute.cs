namespace Sublarr.Domain.Events;

/// <summary>Gives an event its public name. The name and the payload's fields are a contract: add fields freely, remove or rename none without a new <see cref="Version"/>.</summary>
/// <param name="name">The public name in snake_case, as scripts and webhooks see it.</param>
/// <param name="label">What people read in the user interface.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventAttribute(string name, string label) : Attribute
{
    /// <summary>The public name in snake_case.</summary>
    public string Name { get; } = name;

    /// <summary>What people read in the user interface.</summary>
    public string Label { get; } = label;

    /// <summary>One sentence: when the event happens.</summary>
    public required string Description { get; init; }

    /// <summary>Whether people are to notice it wherever they are in Sublarr, and as what.</summary>
    public AlertTone Alert { get; init; }

    /// <summary>The version of the payload's shape, from 1.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>How an event is brought to people's notice.</summary>
public enum AlertTone
{
    /// <summary>Not at all: it is in the list of events.</summary>
    None,

    /// <summary>Something is well again.</summary>
    Good,

    /// <summary>Something needs somebody.</summary>
    Bad,
}
