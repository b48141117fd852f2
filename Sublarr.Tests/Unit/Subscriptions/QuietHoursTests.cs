using System.Globalization;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Tests.Unit.Subscriptions;

public sealed class QuietHoursTests
{
    private static readonly QuietHours Night = new("22:00", "07:00", "Europe/Berlin");

    [Theory]
    [InlineData("2026-01-15T21:59:59+01:00", null)]
    [InlineData("2026-01-15T22:00:00+01:00", "2026-01-16T06:00:00Z")]
    [InlineData("2026-01-16T03:00:00+01:00", "2026-01-16T06:00:00Z")]
    [InlineData("2026-01-16T07:00:00+01:00", null)]
    // Summer time begins and ends within the night.
    [InlineData("2026-03-28T22:30:00+01:00", "2026-03-29T05:00:00Z")]
    [InlineData("2026-03-29T06:59:00+02:00", "2026-03-29T05:00:00Z")]
    [InlineData("2026-10-24T22:30:00+02:00", "2026-10-25T06:00:00Z")]
    [InlineData("2026-10-25T06:59:00+01:00", "2026-10-25T06:00:00Z")]
    public void A_night_lasts_over_midnight_by_the_clock_on_the_wall(string now, string? end) => EndOf(Night, now).ShouldBe(end);

    [Theory]
    [InlineData("12:59", null)]
    [InlineData("13:00", "2026-01-15T14:30:00Z")]
    [InlineData("14:30", null)]
    public void Hours_of_a_day_begin_and_end_on_it(string time, string? end) => EndOf(new("13:00", "14:30", "UTC"), $"2026-01-15T{time}:00Z").ShouldBe(end);

    [Theory]
    // The hour from two to three comes twice: it is quiet both times.
    [InlineData("2026-10-25T02:20:00+02:00", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25T02:20:00+01:00", "2026-10-25T01:30:00Z")]
    // Here it does not come at all.
    [InlineData("2026-03-29T01:59:00+01:00", null)]
    [InlineData("2026-03-29T03:00:00+02:00", null)]
    public void Hours_that_summer_time_doubles_or_skips_end_all_the_same(string now, string? end) => EndOf(new("02:10", "02:30", "Europe/Berlin"), now).ShouldBe(end);

    [Fact]
    public void Every_minute_of_a_year_has_an_end_within_a_day_or_is_not_quiet()
    {
        for (var now = DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture); now.Year == 2026; now = now.AddMinutes(7))
        {
            if (Night.EndOf(now) is { } end)
            {
                (end > now && end - now <= TimeSpan.FromHours(10)).ShouldBeTrue($"{now:O} ends at {end:O}");
                Night.EndOf(end).ShouldBeNull();
            }
        }
    }

    [Theory]
    [InlineData("7:00", "22:00", "UTC", "From", "Their beginning \"7:00\" is no time of day")]
    [InlineData("07:00", "24:00", "UTC", "To", "Their end \"24:00\" is no time of day")]
    [InlineData("07:00", "07:00", "UTC", "To", "They end when they begin")]
    [InlineData("07:00", "08:00", "Mars/Base", "TimeZone", "no time zone \"Mars/Base\"")]
    public void What_is_wrong_with_them_is_said_by_the_field_that_it_is_about(string from, string to, string zone, string field, string problem)
    {
        var hours = new QuietHours(from, to, zone);

        hours.Problems.ShouldHaveSingleItem().Field.ShouldBe(field);
        hours.Problems.Single().Message.ShouldContain(problem);
        QuietHours.Read(hours.ToJson()).ShouldBeNull();
    }

    [Fact]
    public void They_are_read_as_they_were_stored() => QuietHours.Read(Night.ToJson()).ShouldBe(Night);

    private static string? EndOf(QuietHours hours, string now) =>
        hours.EndOf(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
