using Sublarr.Domain.Providers;
using Sublarr.Domain.Wanted;

namespace Sublarr.Tests.Unit.Wanted;

public sealed class SearchPaceTests
{
    private static readonly DateTimeOffset now = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_looked_for_ever_more_seldom_and_never_less_than_once_a_week()
    {
        var waits = Enumerable.Range(1, 12).Select(searches => SearchPace.NextAfter(searches, now, chance: 0) - now).ToList();

        waits.ShouldBe(waits.Order());
        waits[0].ShouldBe(TimeSpan.FromHours(3));
        waits[^1].ShouldBe(TimeSpan.FromDays(7));
    }

    [Fact]
    public void What_was_wanted_together_is_spread_by_a_tenth_at_most()
    {
        var (first, last) = (SearchPace.NextAfter(4, now, chance: 0), SearchPace.NextAfter(4, now, chance: 0.999));

        (last - first).ShouldBeInRange(TimeSpan.FromHours(2), TimeSpan.FromHours(2.4));
    }

    [Theory]
    [InlineData(null, 0.5)]
    [InlineData(0.1, 0.5)]
    [InlineData(5.0, 5.0)]
    [InlineData(24.0 * 365, 24.0)]
    public void After_a_failure_it_is_due_when_somebody_may_be_asked_again_soon_at_the_earliest_and_within_a_day(double? hours, double expected) =>
        (SearchPace.NextAfterFailure(now, hours is { } after ? now.AddHours(after) : null) - now).TotalHours.ShouldBe(expected);

    [Fact]
    public void One_of_whom_nobody_knows_when_may_be_asked_soon()
    {
        var (paused, broken) = (new ProviderFailure(ProviderFailureReason.QuotaUsedUp, "None left.") { RetryAt = now.AddHours(5) }, new ProviderFailure(ProviderFailureReason.Broken, "It broke."));

        ProviderFailure.RetryAtOf([paused, paused with { RetryAt = now.AddHours(3) }]).ShouldBe(now.AddHours(3));
        ProviderFailure.RetryAtOf([paused, broken]).ShouldBeNull();
        ProviderFailure.RetryAtOf([]).ShouldBeNull();
    }
}
