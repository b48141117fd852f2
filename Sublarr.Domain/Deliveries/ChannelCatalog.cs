using System.Collections.Immutable;
using Sublarr.Domain.Jobs;

namespace Sublarr.Domain.Deliveries;

/// <summary>
/// What the channels of this process are called. Told once, before anything is read: the sentence of an event is made of its record
/// alone, and the record has no more than the channel's name.
/// </summary>
public static class ChannelCatalog
{
    private static ImmutableSortedDictionary<string, ChannelInfo> _byName = ImmutableSortedDictionary.Create<string, ChannelInfo>(StringComparer.Ordinal);

    /// <summary>Every channel, ordered by name.</summary>
    public static IEnumerable<ChannelInfo> All => Volatile.Read(ref _byName).Values;

    /// <summary>Adds channels; one of the same name takes the place of the one before.</summary>
    /// <param name="channels">What they are called.</param>
    public static void Add(IEnumerable<ChannelInfo> channels)
    {
        var added = channels.Select(channel => KeyValuePair.Create(channel.Name, channel)).ToList();
        ImmutableInterlocked.Update(ref _byName, known => known.SetItems(added));
    }

    /// <summary>What a channel is called; null for one that this version does not have.</summary>
    /// <param name="name">As it is stored.</param>
    public static ChannelInfo? Find(string? name) => name is null ? null : Volatile.Read(ref _byName).GetValueOrDefault(name);

    /// <summary>The channel whose subscriptions the audit trail names so; null for none.</summary>
    /// <param name="subject">A <see cref="ChannelInfo.Subject"/>.</param>
    public static ChannelInfo? OfSubject(string subject) => All.FirstOrDefault(channel => channel.Subject == subject);

    /// <summary>One subscription of a channel, at the beginning of a sentence: "Hook", "Ntfy notification".</summary>
    /// <param name="name">As it is stored.</param>
    public static string Subject(string name) => Wording.Kind(Find(name)?.Noun ?? name);

    /// <summary>The kind of the jobs that deliver through a channel.</summary>
    /// <param name="name">As it is stored.</param>
    public static string JobKindOf(string name) => Find(name)?.JobKind ?? JobKinds.Deliver;

    /// <summary>The part of the settings that a channel or a shared page is, as <c>config_updated</c> names it.</summary>
    /// <param name="name">The channel's name, or <see cref="ChannelInfo.SharedPath"/>.</param>
    public static string SectionOf(string name) => name == ChannelInfo.SharedPath ? name : Find(name)?.Section ?? $"{name}s";

    /// <summary>The names of the channels that stand on a page; a page that is none is the name of its only channel.</summary>
    /// <param name="page">The page's address, such as <see cref="ChannelInfo.SharedPath"/>, or a channel's name.</param>
    public static IReadOnlyList<string> NamesOn(string page) => page == ChannelInfo.SharedPath ? [.. All.Where(channel => channel.Path == page).Select(channel => channel.Name)] : [page];

    /// <summary>The page of one subscription, below Sublarr's own address; null when its channel is none of this version.</summary>
    /// <param name="name">As it is stored.</param>
    /// <param name="id">Which.</param>
    public static string? AddressOf(string? name, long id) => Find(name) is { } channel ? $"{channel.Path}/{id}" : null;
}
