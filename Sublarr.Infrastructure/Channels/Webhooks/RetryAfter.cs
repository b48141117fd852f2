using System.Globalization;
using System.Net.Http.Headers;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Channels.Webhooks;

/// <summary>
/// Reads the header by which a receiver says when to come back. Receivers write fractions and nonsense there; the framework's own
/// parser takes whole seconds alone.
/// </summary>
internal static class RetryAfter
{
    private const NumberStyles Seconds = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>The time asked for, in UTC; null when the text says nothing that can be understood.</summary>
    /// <param name="header">The header's text: seconds, or a date of HTTP.</param>
    /// <param name="now">When the answer came.</param>
    public static DateTimeOffset? Parse(string? header, DateTimeOffset now)
    {
        if (decimal.TryParse(header, Seconds, CultureInfo.InvariantCulture, out var seconds))
        {
            var longest = (decimal)RetrySchedule.LongestDelay.TotalSeconds;
            return now.AddSeconds((double)Math.Min(Math.Ceiling(seconds), longest));
        }

        return RetryConditionHeaderValue.TryParse(header, out var value) ? value.Date?.ToUniversalTime() : null;
    }
}
