using System.Globalization;
using System.Net.Http.Headers;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Reads the header by which a receiver says when to come back. Receivers write fractions, seconds since 1970, dates as in JSON and
/// nonsense there; the framework's own parser takes whole seconds and dates of HTTP alone.
/// </summary>
internal static class RetryAfter
{
    private const NumberStyles Seconds = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    // No wait is as long: whoever writes more means a time, counted from 1970.
    private const decimal EarliestTime = 1_000_000_000;

    private static readonly string[] JsonDates = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The time asked for, in UTC; null when the text says nothing that can be understood.</summary>
    /// <param name="header">The header's text: seconds, or a date of HTTP.</param>
    /// <param name="now">When the answer came.</param>
    public static DateTimeOffset? Parse(string? header, DateTimeOffset now)
    {
        if (decimal.TryParse(header, Seconds, CultureInfo.InvariantCulture, out var seconds))
        {
            var longest = (decimal)RetrySchedule.LongestDelay.TotalSeconds;
            if (seconds >= EarliestTime)
            {
                seconds = Math.Max(0, seconds - now.ToUnixTimeSeconds());
            }

            return now.AddSeconds((double)Math.Min(Math.Ceiling(seconds), longest));
        }

        if (DateTimeOffset.TryParseExact(header?.Trim(), JsonDates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return NoLater(date, now);
        }

        return RetryConditionHeaderValue.TryParse(header, out var value) && value.Date is { } named ? NoLater(named, now) : null;
    }

    private static DateTimeOffset NoLater(DateTimeOffset date, DateTimeOffset now) =>
        date < now + RetrySchedule.LongestDelay ? date.ToUniversalTime() : now + RetrySchedule.LongestDelay;
}
