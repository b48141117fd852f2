using System.Collections.Frozen;
using System.Reflection;

namespace Sublarr.Domain.Events;

/// <summary>All events there are, found by scanning <c>Events/Catalog</c> and whatever assembly is included: a new event is one new file.</summary>
public static class EventCatalog
{
    private static readonly Lock Gate = new();

    private static Content _content = Content.Of([typeof(EventCatalog).Assembly]);

    /// <summary>Every event, ordered by name.</summary>
    public static IReadOnlyList<EventDescriptor> All => Volatile.Read(ref _content).All;

    /// <summary>Adds the events of an assembly. An assembly that is there already changes nothing.</summary>
    /// <param name="assembly">Where to look.</param>
    /// <exception cref="ArgumentException">Two events have the same public name.</exception>
    public static void Include(Assembly assembly)
    {
        lock (Gate)
        {
            if (!_content.Assemblies.Contains(assembly))
            {
                Volatile.Write(ref _content, Content.Of([.. _content.Assemblies, assembly]));
            }
        }
    }

    /// <summary>The entry of a public name, or null when there is none.</summary>
    /// <param name="name">The public name in snake_case.</param>
    public static EventDescriptor? Find(string name) => Volatile.Read(ref _content).ByName.GetValueOrDefault(name);

    /// <summary>The payload of an event as it leaves this machine: without the fields that are for hooks alone. What the catalog no longer knows stays as it is.</summary>
    /// <param name="name">The event's public name.</param>
    /// <param name="data">The payload as it is stored.</param>
    public static string Share(string name, string data) => Find(name)?.Share(data) ?? data;

    /// <summary>The entry of an event's type.</summary>
    /// <param name="type">A record marked with <see cref="EventAttribute"/>.</param>
    /// <exception cref="KeyNotFoundException">The type is no catalogued event.</exception>
    public static EventDescriptor Of(Type type) => Volatile.Read(ref _content).ByType[type];

    // Made whole and put in place at once: who reads sees the catalog before or after, never between.
    private sealed record Content(
        IReadOnlyList<Assembly> Assemblies, FrozenDictionary<Type, EventDescriptor> ByType, FrozenDictionary<string, EventDescriptor> ByName, IReadOnlyList<EventDescriptor> All)
    {
        public static Content Of(IReadOnlyList<Assembly> assemblies)
        {
            var found =
                from assembly in assemblies
                from type in assembly.GetTypes()
                let attribute = type.GetCustomAttribute<EventAttribute>()
                where attribute is not null
                select EventDescriptor.From(type, attribute);
            var all = found.OrderBy(descriptor => descriptor.Name, StringComparer.Ordinal).ToList();
            return new(
                assemblies,
                all.ToFrozenDictionary(descriptor => descriptor.PayloadType),
                all.ToDictionary(descriptor => descriptor.Name, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal),
                all);
        }
    }
}
