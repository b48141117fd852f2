using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sublarr.Domain.Events;
using Sublarr.Domain.Schedules;

namespace Sublarr.Domain.Subscriptions;

/// <summary>Hours of each day in which nobody is told anything. What happens meanwhile is told when they are over.</summary>
/// <param name="From">When they begin, such as <c>22:00</c>.</param>
/// <param name="To">When they end, such as <c>07:00</c>; earlier than the beginning for the next day.</param>
/// <param name="TimeZone">Whose clock, such as <c>Europe/Berlin</c>.</param>
public sealed record QuietHours(string From, string To, string TimeZone)
{
    private const string Format = "HH:mm";

    /// <summary>Reads what is stored; null for what cannot be read, or is none on this machine.</summary>
    /// <param name="json">As <see cref="ToJson"/> writes it.</param>
    public static QuietHours? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<QuietHours>(json, EventJson.Options) is { } hours && !hours.Problems.Any() ? hours : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with them, as sentences, each with the name of its property.</summary>
    [JsonIgnore]
    public IEnumerable<(string Field, string Message)> Problems
    {
        get
        {
            var (from, to) = (TimeOf(From), TimeOf(To));
            if (from is null)
            {
                yield return (nameof(From), NoTime("beginning", From));
            }

            if (to is null || to == from)
            {
                yield return (nameof(To), to is null ? NoTime("end", To) : "They end when they begin, and no hour is quiet: enter two different times, or no quiet hours.");
            }

            if (Zone is null)
            {
                yield return (nameof(TimeZone), $"There is no time zone \"{TimeZone}\" on this machine. Enter a name such as Europe/Berlin or UTC.");
            }
        }
    }

    private TimeZoneInfo? Zone => TimeZone is { Length: > 0 } ? ClockZone.Find(TimeZone) : null;

    /// <inheritdoc/>
    public override string ToString() => $"Quiet from {From} to {To} ({TimeZone})";

    /// <summary>As they are stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EventJson.Options);

    /// <summary>When the quiet of a moment is over, in UTC; null when it is not quiet then. An hour that summer time doubles is quiet both times, and one that it skips has no quiet.</summary>
    /// <param name="now">The moment.</param>
    public DateTimeOffset? EndOf(DateTimeOffset now)
    {
        if (Zone is not { } zone || TimeOf(From) is not { } from || TimeOf(To) is not { } to)
        {
            return null;
        }

        // What began yesterday may not be over.
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        foreach (var day in new[] { today.AddDays(-1), today })
        {
            var begin = First(zone, day.ToDateTime(from));
            var end = Last(zone, (from < to ? day : day.AddDays(1)).ToDateTime(to));
            if (begin <= now && now < end)
            {
                return end;
            }
        }

        return null;
    }

    private static TimeOnly? TimeOf(string? text) =>
        TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string NoTime(string which, string? text) => $"Their {which} \"{text}\" is no time of day: enter one such as 22:00.";

    private static DateTimeOffset First(TimeZoneInfo zone, DateTime local) => At(zone, local, offsets => offsets.Max());

    private static DateTimeOffset Last(TimeZoneInfo zone, DateTime local) => At(zone, local, offsets => offsets.Min());

    // A time that is skipped is the moment at which the clock is put forward.
    private static DateTimeOffset At(TimeZoneInfo zone, DateTime local, Func<TimeSpan[], TimeSpan> choose)
    {
        var valid = local;
        while (zone.IsInvalidTime(valid))
        {
            valid = valid.AddMinutes(1);
        }

        return new DateTimeOffset(valid, zone.IsAmbiguousTime(valid) ? choose(zone.GetAmbiguousTimeOffsets(valid)) : zone.GetUtcOffset(valid)).ToUniversalTime();
    }
}
