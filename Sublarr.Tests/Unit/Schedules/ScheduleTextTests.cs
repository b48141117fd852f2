using Sublarr.Web.Features.Schedules;

namespace Sublarr.Tests.Unit.Schedules;

public sealed class ScheduleTextTests
{
    [Theory]
    [InlineData("30 3 * * *", "Every day at 03:30 (Europe/Berlin)")]
    [InlineData("0 22 * * 0", "Every Sunday at 22:00 (Europe/Berlin)")]
    [InlineData("15 6 * * 1-5", "Monday to Friday at 06:15 (Europe/Berlin)")]
    [InlineData("5 * * * *", "Every hour at 05 min past (Europe/Berlin)")]
    [InlineData("0 4 1 * *", "Every month on day 1 at 04:00 (Europe/Berlin)")]
    [InlineData("0 4 1 */2 *", "0 4 1 */2 * (Europe/Berlin)")]
    [InlineData("*/10 4-6 * * 1,3", "*/10 4-6 * * 1,3 (Europe/Berlin)")]
    public void A_plan_by_the_clock_is_said_in_words_where_it_takes_few(string cron, string said) =>
        ScheduleText.Of(new("clean-up", "Clean-up", "") { Cron = cron, TimeZone = "Europe/Berlin" }).ShouldBe(said);

    [Theory]
    [InlineData(300, "Every 5 min")]
    [InlineData(3600, "Every hour")]
    [InlineData(5400, "Every 1 h 30 min")]
    [InlineData(86400, "Every day")]
    public void An_interval_of_one_is_said_without_the_number(int seconds, string said) =>
        ScheduleText.Of(new("clean-up", "Clean-up", "") { EverySeconds = seconds }).ShouldBe(said);
}
