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
}
