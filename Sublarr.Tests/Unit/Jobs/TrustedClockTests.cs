using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Jobs;

public sealed class TrustedClockTests
{
    private readonly ManualClock _passing = new();
    private readonly JumpingClock _day;
    private readonly TrustedClock _clock;

    public TrustedClockTests()
    {
        _day = new(_passing);
        _clock = new(_day);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(23)]
    public void A_step_of_hours_is_believed_at_once(int hours)
    {
        _day.Jump(TimeSpan.FromHours(hours));

        _clock.GetUtcNow().ShouldBe(_day.GetUtcNow());
    }

    [Fact]
    public void What_passes_is_believed_however_long_nobody_asked()
    {
        _passing.Advance(TimeSpan.FromDays(400));

        _clock.GetUtcNow().ShouldBe(_day.GetUtcNow());
    }

    [Fact]
    public void A_step_of_a_year_ahead_is_believed_once_it_has_stood_for_a_day()
    {
        _passing.Advance(TimeSpan.FromHours(5));
        _day.Jump(TimeSpan.FromDays(365));
        _clock.GetUtcNow().ShouldBe(_passing.GetUtcNow());

        _passing.Advance(TimeSpan.FromHours(23));
        _clock.GetUtcNow().ShouldBe(_passing.GetUtcNow());
        _passing.Advance(TimeSpan.FromHours(1));

        _clock.GetUtcNow().ShouldBe(_day.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_was_set_right_again_is_believed_at_once()
    {
        _day.Jump(TimeSpan.FromDays(365));
        _clock.Doubted.ShouldBe(TimeSpan.FromDays(365));

        _day.Jump(TimeSpan.FromDays(-365));

        _clock.GetUtcNow().ShouldBe(_day.GetUtcNow());
    }

    [Theory]
    [InlineData(-400, 400)]
    [InlineData(-0.5, 0)]
    [InlineData(30, 0)]
    public void What_was_stored_last_tells_how_far_the_clock_is_ahead_at_a_start(double stored, int doubted)
    {
        _clock.GoOnFrom(_passing.GetUtcNow().AddDays(stored));

        _clock.Doubted.ShouldBe(TimeSpan.FromDays(doubted));
    }
}
