using System.Collections.Frozen;
using System.Reflection;

namespace Sublarr.Domain.Events;

/// <summary>All events there are, found by scanning <c>Events/Catalog</c>: a new event is one new file.</summary>
public static class EventCatalog
{
    private static readonly FrozenDictionary<Type, EventDescriptor> ByType = Scan();

    private static readonly FrozenDictionary<string, EventDescriptor> ByName =
        ByType.Values.ToFrozenDictionary(descriptor => descriptor.Name, StringComparer.Ordinal);

    /// <summary>Every event, ordered by name.</summary>
    public static IReadOnlyList<EventDescriptor> All { get; } =
        [.. ByType.Values.OrderBy(descriptor => descriptor.Name, StringComparer.Ordinal)];

    /// <summary>The entry of a public name, or null when there is none.</summary>
    /// <param name="name">The public name in snake_case.</param>
    public static EventDescriptor? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The entry of an event's type.</summary>
    /// <param name="type">A record marked with <see cref="EventAttribute"/>.</param>
    /// <exception cref="KeyNotFoundException">The type is no catalogued event.</exception>
    public static EventDescriptor Of(Type type) => ByType[type];

    private static FrozenDictionary<Type, EventDescriptor> Scan() => typeof(EventCatalog).Assembly.GetTypes()
        .Select(type => (Type: type, Attribute: type.GetCustomAttribute<EventAttribute>()))
        .Where(found => found.Attribute is not null)
        .ToFrozenDictionary(found => found.Type, found => EventDescriptor.From(found.Type, found.Attribute!));
}
