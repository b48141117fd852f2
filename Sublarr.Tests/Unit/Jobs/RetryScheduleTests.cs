using Sublarr.Domain.Jobs;

namespace Sublarr.Tests.Unit.Jobs;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Webhooks_are_tried_eight_times_over_some_27_hours()
    {
        var total = RetrySchedule.Webhook.Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay);

        RetrySchedule.Webhook.Attempts.ShouldBe(8);
        RetrySchedule.Webhook.Delays[0].ShouldBe(TimeSpan.FromSeconds(5));
        total.TotalHours.ShouldBeInRange(27, 28);
    }

    [Fact]
    public void Every_delay_is_within_a_fifth_of_its_base_and_many_failures_spread()
    {
        var random = new Random(7);
        var delays = Enumerable.Range(0, 1000)
            .Select(_ => (RetrySchedule.Webhook.NextAfter(2, Now, random.NextDouble())!.Value - Now).TotalSeconds)
            .ToList();

        delays.ShouldAllBe(delay => delay >= 240 && delay <= 360);
        var mean = delays.Average();
        Math.Sqrt(delays.Average(delay => Math.Pow(delay - mean, 2))).ShouldBeGreaterThan(0.05 * 300);
    }

    [Fact]
    public void After_the_last_attempt_there_is_no_next()
    {
        RetrySchedule.Webhook.NextAfter(8, Now, 0.5).ShouldBeNull();
        RetrySchedule.None.NextAfter(1, Now, 0.5).ShouldBeNull();
        RetrySchedule.Webhook.NextAfter(7, Now, 0.5).ShouldBe(Now.AddHours(10));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(100, 300)]
    [InlineData(400, 400)]
    [InlineData(1_000_000_000, 2 * 300 + 7200)]
    public void The_other_side_may_ask_for_more_time_within_reason_and_never_for_less(double askedSeconds, double expectedSeconds)
    {
        var next = RetrySchedule.Webhook.NextAfter(2, Now, 0.5, Now.AddSeconds(askedSeconds));

        (next!.Value - Now).TotalSeconds.ShouldBe(expectedSeconds);
    }

    [Fact]
    public void A_number_of_retries_cuts_the_schedule_or_repeats_its_last_delay()
    {
        RetrySchedule.Webhook.WithRetries(0).Attempts.ShouldBe(1);
        RetrySchedule.Webhook.WithRetries(2).Delays.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)]);
        RetrySchedule.Webhook.WithRetries(9).Delays[8].ShouldBe(TimeSpan.FromHours(10));
        RetrySchedule.None.WithRetries(1).Delays.ShouldBe([TimeSpan.FromSeconds(5)]);
    }

    [Fact]
    public void A_schedule_out_of_range_cannot_be_made()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RetrySchedule(Enumerable.Repeat(TimeSpan.Zero, 21)));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetrySchedule(TimeSpan.FromDays(8)));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetrySchedule(TimeSpan.FromSeconds(-1)));
    }
}
