using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Providers;

/// <summary>How long a provider may take, and what does not count.</summary>
public sealed class ProviderDeadlineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Who_waits_for_a_turn_is_not_late()
    {
        var pace = new ProviderPace(_clock);
        var turns = Enumerable.Range(0, 40).Select(_ => TakeTwoAsync(pace)).ToList();

        while (turns.Exists(turn => !turn.IsCompleted))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await Task.WhenAll(turns)).ShouldAllBe(isLate => !isLate);
    }

    [Fact]
    public void Who_takes_longer_than_there_is_time_is_late()
    {
        using var deadline = ProviderDeadline.Begin(Patience, _clock, CancellationToken.None);

        _clock.Advance(Patience - TimeSpan.FromSeconds(1));
        deadline.IsOver.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        deadline.IsOver.ShouldBeTrue();
        deadline.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_turn_that_is_waited_for_without_a_deadline_extends_none()
    {
        using (ProviderDeadline.Begin(Patience, _clock, CancellationToken.None))
        {
        }

        Should.NotThrow(() => ProviderDeadline.Extend(TimeSpan.FromSeconds(2)));
    }

    private async Task<bool> TakeTwoAsync(ProviderPace pace)
    {
        using var deadline = ProviderDeadline.Begin(Patience, _clock, CancellationToken.None);
        await pace.WaitAsync("slow", TimeSpan.FromSeconds(2.4), deadline.Token);
        await pace.WaitAsync("slow", TimeSpan.FromSeconds(2.4), deadline.Token);
        return deadline.IsOver;
    }
}
