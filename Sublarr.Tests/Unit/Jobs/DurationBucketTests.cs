using Sublarr.Infrastructure.Deliveries;

namespace Sublarr.Tests.Unit.Jobs;

public sealed class DurationBucketTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(1234)]
    [InlineData(30_000)]
    [InlineData(21_600_000)]
    public void A_duration_is_told_to_within_a_tenth(double milliseconds)
    {
        var told = DurationBucket.MiddleOf(DurationBucket.Of(milliseconds));

        (Math.Abs(told - milliseconds) / milliseconds).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void The_percentile_leaves_out_the_slowest_twentieth()
    {
        var counts = Enumerable.Range(0, 95).Select(_ => (DurationBucket.Of(10), 1)).Concat(Enumerable.Range(0, 5).Select(_ => (DurationBucket.Of(5_000), 1))).ToList();

        DurationBucket.Percentile(counts, 0.95)!.Value.ShouldBeInRange(9, 11);
        DurationBucket.Percentile([.. counts, (DurationBucket.Of(5_000), 1)], 0.95)!.Value.ShouldBeInRange(4_500, 5_500);
        DurationBucket.Percentile([], 0.95).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.MaxValue)]
    public void No_duration_is_outside(double milliseconds) => DurationBucket.Of(milliseconds).ShouldBeInRange(0, 127);
}
