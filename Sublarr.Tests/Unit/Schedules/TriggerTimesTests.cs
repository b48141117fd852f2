using System.Globalization;
using Sublarr.Infrastructure.Schedules;
using Trigger = Sublarr.Domain.Schedules.Trigger;

namespace Sublarr.Tests.Unit.Schedules;

public sealed class TriggerTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "29 03:00 +02", "30 02:30 +02")]
    [InlineData("0,30 2 * * *", "2026-03-28T12:00Z", "29 03:00 +02", "30 02:00 +02")]
    public void A_run_in_the_hour_that_summer_time_skips_comes_once_when_the_clock_goes_on(string cron, string since, string first, string second) =>
        Times(cron, since, 2).ShouldBe([first, second]);

    [Theory]
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "25 02:30 +02", "26 02:30 +01")]
    [InlineData("0,30 2 * * *", "2026-10-25T00:15Z", "25 02:30 +02", "26 02:00 +01")]
    [InlineData("30 2 * * *", "2026-10-25T01:10Z", "26 02:30 +01", "27 02:30 +01")]
    public void A_run_in_the_hour_that_summer_time_doubles_comes_once(string cron, string since, string first, string second) =>
        Times(cron, since, 2).ShouldBe([first, second]);

    [Fact]
    public void What_runs_all_day_long_runs_in_both_of_the_doubled_hours() =>
        Times("*/30 * * * *", "2026-10-24T23:45Z", 5).ShouldBe(["25 02:00 +02", "25 02:30 +02", "25 02:00 +01", "25 02:30 +01", "25 03:00 +01"]);

    [Fact]
    public void Monday_is_the_first_day_of_the_week_as_in_a_crontab() =>
        new Trigger.Cron("0 9 * * 1", "UTC").After(At("2026-10-25T00:00Z"))!.Value.DayOfWeek.ShouldBe(DayOfWeek.Monday);

    [Fact]
    public void An_interval_is_counted_from_the_run_before() =>
        new Trigger.Every(TimeSpan.FromHours(6)).AllAfter(At("2026-01-01T01:00Z")).Take(2).ShouldBe([At("2026-01-01T07:00Z"), At("2026-01-01T13:00Z")]);

    [Theory]
    [InlineData("61 * * * *", "between 0 and 59")]
    [InlineData("hello", "exactly 5")]
    [InlineData("0 0 3 * * *", "exactly 5")]
    [InlineData("0 0 30 2 *", "no month has such a day")]
    public void What_cannot_be_read_is_said_with_an_example(string cron, string part)
    {
        var problem = TriggerTimes.ProblemOf(cron)!;

        problem.ShouldStartWith($"\"{cron}\"");
        problem.ShouldContain(part);
        problem.ShouldContain("Enter ");
    }

    [Fact]
    public void A_zone_that_this_machine_does_not_know_any_more_never_comes() => new Trigger.Cron("0 9 * * *", "Atlantis/Harbour").After(At("2026-01-01T00:00Z")).ShouldBeNull();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Times(string cron, string since, int count) => new Trigger.Cron(cron, "Europe/Berlin").AllAfter(At(since)).Take(count)
        .Select(time => TimeZoneInfo.ConvertTime(time, Berlin).ToString("dd HH:mm zz", CultureInfo.InvariantCulture));
}
