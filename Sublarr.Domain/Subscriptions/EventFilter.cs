using System.Collections.Immutable;

namespace Sublarr.Domain.Subscriptions;

/// <summary>Which events a subscription hears: public names, <c>*</c> for all, or a beginning such as <c>subtitle_*</c>.</summary>
public sealed class EventFilter
{
    /// <summary>Hears every event.</summary>
    public const string Everything = "*";

    /// <summary>Stands for names that are stored and cannot be read. No event is called so.</summary>
    public const string Unreadable = "?";

    private readonly ImmutableArray<string> _names;

    /// <summary>Creates a filter.</summary>
    /// <param name="names">Names or patterns, each at most once.</param>
    public EventFilter(IEnumerable<string> names) => _names = [.. names.Select(name => name.Trim()).Distinct(StringComparer.Ordinal)];

    /// <summary>The names and patterns.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>True when the event is heard.</summary>
    /// <param name="eventName">A public event name.</param>
    public bool Matches(string eventName)
    {
        foreach (var name in _names)
        {
            if (name == eventName || (name.EndsWith('*') && eventName.StartsWith(name.AsSpan(0, name.Length - 1), StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
