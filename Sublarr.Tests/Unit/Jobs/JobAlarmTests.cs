using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Jobs;

public sealed class JobAlarmTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly JobAlarm _alarm;

    public JobAlarmTests() => _alarm = new(_clock);

    public void Dispose() => _alarm.Dispose();

    [Fact]
    public async Task What_is_due_now_rings_though_the_clock_does_not_go_on()
    {
        _alarm.SetFor(_clock.GetUtcNow());

        await RingAsync().WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task It_never_rings_early()
    {
        _alarm.SetFor(_clock.GetUtcNow().AddSeconds(1));
        var ring = RingAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(999));
        ring.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(2));

        await ring.WaitAsync(Eventually.Patience);
    }

    private async Task RingAsync()
    {
        await using var rings = _alarm.RingsAsync(CancellationToken.None).GetAsyncEnumerator();
        (await rings.MoveNextAsync()).ShouldBeTrue();
    }
}
