using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Settings;

namespace Sublarr.Domain.Subscriptions;

/// <summary>Who wants to hear which events, and through which channel. Hooks, webhooks and notifications are all this one thing.</summary>
public sealed class Subscription : IStoredSettings
{
    /// <summary>The longest name.</summary>
    public const int NameLimit = 100;

    /// <summary>The longest time one attempt may take.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(6);

    /// <summary>How long it can be taken back after it was deleted.</summary>
    public static readonly TimeSpan KeptAfterDeletion = TimeSpan.FromHours(1);

    private List<string> _eventNames = [];
    private ContentFilter? _content;
    private MessageTemplate? _words;
    private QuietHours? _quiet;

    /// <summary>Creates a subscription that is switched on.</summary>
    /// <param name="channel">Name of the <see cref="IDeliveryChannel"/>.</param>
    /// <param name="createdAt">Now, in UTC.</param>
    public Subscription(string channel, DateTimeOffset createdAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        Channel = channel;
        CreatedAt = createdAt;
        IsEnabled = true;
    }

    /// <summary>Unique, rising.</summary>
    public long Id { get; private set; }

    /// <summary>Name of the channel it is delivered through.</summary>
    public string Channel { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Which events it hears.</summary>
    public EventFilter Filter => new(_eventNames);

    /// <summary>The names and patterns of the events it hears.</summary>
    public IReadOnlyList<string> EventNames => _eventNames;

    /// <summary>Which of those events it hears by what they say, as JSON; null for all.</summary>
    public string? ContentFilterJson { get; private set; }

    /// <summary>The template of the titles of its messages; empty for the usual words.</summary>
    public string TitleTemplate { get; private set; } = "";

    /// <summary>The template of the texts of its messages; empty for the usual words.</summary>
    public string BodyTemplate { get; private set; } = "";

    /// <summary>The hours in which it tells nothing, as JSON; null for none.</summary>
    public string? QuietHoursJson { get; private set; }

    /// <summary>The channel's own settings as JSON; secrets in it are encrypted.</summary>
    public string Settings { get; private set; } = "{}";

    /// <summary>How long one attempt may take, in seconds.</summary>
    public int TimeoutSeconds { get; private set; } = 30;

    /// <summary>How often a failed delivery is tried again, 0 to 20.</summary>
    public int RetryCount { get; private set; }

    /// <summary>True when events are delivered. While it is false they are held, unless a person switched it off whose channel keeps none then.</summary>
    public bool IsEnabled { get; private set; }

    /// <summary>Why Sublarr switched it off, as a sentence; null when a person did, or when it is on.</summary>
    public string? DisabledReason { get; private set; }

    /// <summary>When it was switched off, in UTC; null while it is on, and when an older version switched it off.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>When it was paused, in UTC; null while it is not, and when an older version paused it.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was deleted, in UTC: for everybody it is gone, and can be taken back for a while. Null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>When the last attempt ended, in UTC.</summary>
    public DateTimeOffset? LastTriggeredAt { get; private set; }

    /// <summary>How the last attempt ended: <c>success</c>, <c>failed</c>, or null when there was none.</summary>
    public string? LastStatus { get; private set; }

    /// <summary>Attempts made.</summary>
    public long TriggerCount { get; private set; }

    /// <summary>Failed attempts since the last success.</summary>
    public int ConsecutiveFailures { get; private set; }

    /// <summary>When the failures since the last success began, in UTC; null after a success.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Deliveries given up since the last success.</summary>
    public int DeadDeliveries { get; private set; }

    /// <summary>True while a person has it paused: deliveries are held, not dropped.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>True when a person switched it off.</summary>
    public bool IsOff => !IsEnabled && DisabledReason is null;

    /// <summary>True when Sublarr switched it off by itself.</summary>
    public bool IsAutoDisabled => !IsEnabled && DisabledReason is not null;

    /// <summary>The words of its messages; null for the usual ones.</summary>
    public MessageTemplate? Words => TitleTemplate.Length + BodyTemplate.Length > 0 ? _words ??= MessageTemplate.Read(TitleTemplate, BodyTemplate) : null;

    /// <summary>The hours in which it tells nothing; null for none, and for those that this version or this machine cannot read.</summary>
    public QuietHours? QuietHours => QuietHoursJson is null ? null : _quiet ??= QuietHours.Read(QuietHoursJson);

    /// <summary>Changes everything a person can edit.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="eventNames">Names and patterns of the events it hears.</param>
    /// <param name="settings">The channel's settings as JSON, secrets encrypted.</param>
    /// <param name="timeoutSeconds">How long one attempt may take.</param>
    /// <param name="retryCount">How often a failed delivery is tried again.</param>
    public void Edit(string name, IEnumerable<string> eventNames, string settings, int timeoutSeconds, int retryCount)
    {
        Name = name.Trim();
        _eventNames = [.. new EventFilter(eventNames).Names];
        Settings = settings;
        TimeoutSeconds = timeoutSeconds;
        RetryCount = retryCount;
    }

    /// <summary>Narrows the events it hears by what they say.</summary>
    /// <param name="contentFilterJson">A filter that <see cref="ContentFilter"/> can read; null for all events.</param>
    public void Narrow(string? contentFilterJson) => (ContentFilterJson, _content) = (contentFilterJson, null);

    /// <summary>Gives its messages words of their own.</summary>
    /// <param name="title">The template of the title; empty for the usual words.</param>
    /// <param name="body">The template of the text; empty for the usual words.</param>
    public void Word(string title, string body) => (TitleTemplate, BodyTemplate, _words) = (title, body, null);

    /// <summary>Lets it tell nothing for some hours of each day.</summary>
    /// <param name="hours">Hours without <see cref="QuietHours.Problems"/>; null for none.</param>
    public void Hush(QuietHours? hours) => (QuietHoursJson, _quiet) = (hours?.ToJson(), null);

    /// <summary>True when it has no quiet hours, or those that this version and this machine can read.</summary>
    public bool HasReadableQuietHours() => QuietHoursJson is null || QuietHours is not null;

    /// <summary>True when it has no content filter, or one that this version can read.</summary>
    public bool HasReadableFilter() => ContentFilterJson is null || (_content ??= ReadFilter(ContentFilterJson)) is not null;

    /// <summary>True when it is to hear what an event says.</summary>
    /// <param name="data">The event's own fields; asked for only when there is a filter.</param>
    public bool Hears(Func<JsonElement> data)
    {
        if (ContentFilterJson is null)
        {
            return true;
        }

        // A filter of another version, which this one cannot read, is no reason to lose an event.
        _content ??= ReadFilter(ContentFilterJson);
        return _content?.Matches(data()) ?? true;
    }

    /// <summary>Switches it on.</summary>
    public void Enable()
    {
        IsEnabled = true;
        DisabledReason = null;
        DisabledAt = null;
        FailingSince = null;
        DeadDeliveries = 0;
    }

    /// <summary>Holds its deliveries until <see cref="Resume"/>.</summary>
    /// <param name="now">Now, in UTC.</param>
    public void Pause(DateTimeOffset now) => (IsPaused, PausedAt) = (true, PausedAt ?? now);

    /// <summary>Lets its deliveries go on.</summary>
    public void Resume() => (IsPaused, PausedAt) = (false, null);

    /// <summary>Switches it off by hand: deliveries are held until a person switches it on, or skipped, as its channel has it.</summary>
    /// <param name="now">Now, in UTC.</param>
    public void Disable(DateTimeOffset now)
    {
        IsEnabled = false;
        DisabledReason = null;
        DisabledAt ??= now;
    }

    /// <summary>Switches it off because it cannot be delivered: deliveries are held until a person switches it on.</summary>
    /// <param name="reason">Why, as a sentence.</param>
    /// <param name="now">Now, in UTC.</param>
    public void GiveUp(string reason, DateTimeOffset now)
    {
        IsEnabled = false;
        DisabledReason = reason;
        DisabledAt ??= now;
    }

    /// <summary>Deletes it.</summary>
    /// <param name="now">Now, in UTC.</param>
    public void Delete(DateTimeOffset now) => DeletedAt ??= now;

    /// <summary>Takes its deletion back, with everything it had. False when that was too long ago.</summary>
    /// <param name="now">Now, in UTC.</param>
    public bool Restore(DateTimeOffset now)
    {
        if (DeletedAt is { } at && now - at > KeptAfterDeletion)
        {
            return false;
        }

        DeletedAt = null;
        return true;
    }

    private static ContentFilter? ReadFilter(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ContentFilter.Read(document.RootElement, out _);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
