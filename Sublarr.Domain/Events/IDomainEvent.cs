namespace Sublarr.Domain.Events;

/// <summary>A fact that has happened, named in the past tense. Holds ids and display values only: no secret, no absolute path.</summary>
public interface IDomainEvent
{
    /// <summary>False when another event brings the same to people's notice: then it is no alert, whatever its kind.</summary>
    bool IsNews => true;

    /// <summary>It as people read it.</summary>
    EventSentence Sentence { get; }
}

/// <summary>What every event in <c>Events/Catalog</c> implements: the fact itself and an example of it for people who write hooks.</summary>
/// <typeparam name="TSelf">The event's own type.</typeparam>
public interface IDomainEvent<TSelf> : IDomainEvent
    where TSelf : IDomainEvent<TSelf>
{
    /// <summary>A realistic instance, shown in the catalog and sent by "Test".</summary>
    static abstract TSelf Example { get; }
}
