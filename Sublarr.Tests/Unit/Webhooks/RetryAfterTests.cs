using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Tests.Unit.Webhooks;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("1.2", 2)]
    [InlineData("99999999999", 604_800)]
    [InlineData("Tue, 15 Jan 2126 12:05:00 GMT", 604_800)]
    [InlineData("2126-01-15T12:05:00Z", 604_800)]
    [InlineData("1768478700", 300)]
    [InlineData("1768478400", 0)]
    [InlineData("1768000000.5", 0)]
    [InlineData("2026-01-15T12:05:00Z", 300)]
    [InlineData("2026-01-15T13:05:00.250+01:00", 300.25)]
    [InlineData("2026-01-15T12:05:00", 300)]
    [InlineData("Thu, 15 Jan 2026 12:05:00 GMT", 300)]
    [InlineData("Thursday, 15-Jan-26 12:05:00 GMT", 300)]
    [InlineData("Thu Jan 15 12:05:00 2026", 300)]
    public void Seconds_and_dates_are_understood(string header, double seconds)
    {
        RetryAfter.Parse(header, Now).ShouldBe(Now.AddSeconds(seconds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e9")]
    [InlineData("1,000")]
    [InlineData("12:05")]
    [InlineData("2026-01-15")]
    [InlineData("Thu, 99 Jan 2026 12:05:00 GMT")]
    public void Nonsense_is_ignored(string? header)
    {
        RetryAfter.Parse(header, Now).ShouldBeNull();
    }
}
