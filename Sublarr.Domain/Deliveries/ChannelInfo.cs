using Sublarr.Domain.Jobs;

namespace Sublarr.Domain.Deliveries;

/// <summary>What a channel is called, by machines and by people.</summary>
/// <param name="Name">As it is stored with subscriptions and named in events, in lower case.</param>
/// <param name="Noun">What people call one subscription of it, in the middle of a sentence: "hook", "ntfy notification".</param>
/// <param name="Title">What people choose it by: "Script", "ntfy".</param>
public sealed record ChannelInfo(string Name, string Noun, string Title)
{
    /// <summary>The page, and the place in the API, of all channels that have none of their own.</summary>
    public const string SharedPath = "notifications";

    /// <summary>A Material Symbol.</summary>
    public string Icon { get; init; } = "notifications";

    /// <summary>The page its subscriptions stand on, below Sublarr's own address.</summary>
    public string Path { get; init; } = SharedPath;

    /// <summary>True when what runs for a delivery prints while it runs.</summary>
    public bool Prints { get; init; }

    /// <summary>The kind of the jobs that deliver through it.</summary>
    public string JobKind => Path == SharedPath ? JobKinds.Notify + Name : JobKinds.Deliver;

    /// <summary>
    /// True when what happens while a person has it switched off is kept for it. A hook or webhook is part of somebody's automation, and misses nothing; a notification that is off is not wanted,
    /// as in Sonarr and Radarr.
    /// </summary>
    public bool KeepsWhileOff { get; init; }

    /// <summary>True when it tells people what has happened, as a <see cref="Messages.Message"/>: in words of their own if they like, and not at night.</summary>
    public bool TellsPeople { get; init; }

    /// <summary>True when it tells people besides its work, as a player does that shows a notice: words of their own are for that, and at night its work goes on without.</summary>
    public bool TellsBesides { get; init; }

    /// <summary>True when it takes words of a person's own, and quiet hours.</summary>
    public bool TakesWords => TellsPeople || TellsBesides;

    /// <summary>Why it has neither words of its own nor quiet hours where it does not tell people, as a sentence.</summary>
    public string NoMessages => $"{Wording.Kind(Noun)}s send no messages to people: leave this out.";

    /// <summary>What the audit trail calls one subscription of it: "hook", "ntfy_notification".</summary>
    public string Subject => Noun.Replace(' ', '_').ToLowerInvariant();

    /// <summary>The part of the settings that it is, as <c>config_updated</c> names it.</summary>
    public string Section => Path == SharedPath ? SharedPath : $"{Name}s";
}
