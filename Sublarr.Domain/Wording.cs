using System.Globalization;
using Sublarr.Domain.Jobs;

namespace Sublarr.Domain;

/// <summary>How numbers, times and states are said to people.</summary>
public static class Wording
{
    /// <summary>"184 ms", "1.2 s", "3 min 20 s", "2 h 5 min", "1 h".</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => "< 1 ms",
        { TotalSeconds: < 1 } => Invariant($"{duration.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } => Invariant($"{duration.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => With((int)duration.TotalMinutes, "min", duration.Seconds, "s"),
        { TotalDays: < 1 } => With((int)duration.TotalHours, "h", duration.Minutes, "min"),
        _ => With((int)duration.TotalDays, "d", duration.Hours, "h"),
    };

    /// <summary>"184 ms" and so on.</summary>
    public static string Milliseconds(double milliseconds) => Duration(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>"just now", "20 s ago", "5 min ago", "in 2 h".</summary>
    public static string Age(TimeSpan age)
    {
        var distance = age.Duration();
        if (distance < TimeSpan.FromSeconds(10))
        {
            return age >= TimeSpan.Zero ? "just now" : "in a moment";
        }

        var amount = distance switch
        {
            { TotalSeconds: < 60 } => Invariant($"{distance.Seconds / 10 * 10} s"),
            { TotalMinutes: < 60 } => Invariant($"{distance.Minutes} min"),
            { TotalHours: < 24 } => Invariant($"{distance.Hours} h"),
            { TotalDays: < 2 } => "1 day",
            _ => Invariant($"{distance.Days} days"),
        };
        return age >= TimeSpan.Zero ? $"{amount} ago" : $"in {amount}";
    }

    /// <summary>"312 bytes", "4.2 kB", "1.5 MB", "2.15 GB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 1_000 => Invariant($"{bytes} bytes"),
        < 1_000_000 => Invariant($"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => Invariant($"{bytes / 1e6:0.#} MB"),
        _ => Invariant($"{bytes / 1e9:0.##} GB"),
    };

    /// <summary>"12,345", and "10,000+" from the limit on.</summary>
    public static string Count(long count, long limit = long.MaxValue) =>
        count >= limit ? Invariant($"{limit:N0}+") : Invariant($"{count:N0}");

    /// <summary>"1 attempt", "3 attempts".</summary>
    public static string Several(long count, string one, string? many = null) =>
        count == 1 ? $"1 {one}" : Invariant($"{count:N0} {many ?? one + "s"}");

    /// <summary>A state as people say it.</summary>
    public static string State(JobState state) => state switch
    {
        JobState.Queued => "Waiting",
        JobState.Running => "Running",
        JobState.Retrying => "Will retry",
        JobState.Held => "Held",
        JobState.Succeeded => "Succeeded",
        JobState.Dead => "Failed",
        JobState.Cancelled => "Cancelled",
        _ => "Expired",
    };

    /// <summary>The word of a state in addresses and styles.</summary>
    public static string Word(JobState state) => state.ToString().ToLowerInvariant();

    /// <summary>A priority as people choose it: "1 – first", "5", "10 – last".</summary>
    public static string Priority(int level) => Invariant($"{level}{level switch { 1 => " – first", 10 => " – last", _ => "" }}");

    /// <summary>"webhook-received" as "Webhook received".</summary>
    public static string Kind(string kind) => kind.Length == 0 ? kind : char.ToUpperInvariant(kind[0]) + kind[1..].Replace('-', ' ');

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string All(IReadOnlyList<string> items) => Joined(items, "and");

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Either(IReadOnlyList<string> items) => Joined(items, "or");

    private static string Joined(IReadOnlyList<string> items, string last) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string With(int many, string unit, int rest, string smaller) => rest == 0 ? Invariant($"{many} {unit}") : Invariant($"{many} {unit} {rest} {smaller}");
}
