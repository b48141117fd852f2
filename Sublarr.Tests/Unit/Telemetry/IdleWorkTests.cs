using Sublarr.Infrastructure.Telemetry;

namespace Sublarr.Tests.Unit.Telemetry;

/// <summary>When memory is given back.</summary>
public sealed class IdleWorkTests
{
    private static readonly TimeSpan Little = IdleWork.Quiet / 2;

    private readonly IdleWork _work = new();
    private TimeSpan _used;
    private long _memory;

    [Fact]
    public void Work_that_goes_on_is_not_over()
    {
        LookAfter(IdleWork.Worth).ShouldBeFalse();
        LookAfter(IdleWork.Worth).ShouldBeFalse();
    }

    [Fact]
    public void Work_is_over_when_it_was_quiet_between_two_looks()
    {
        LookAfter(IdleWork.Worth);

        LookAfter(Little).ShouldBeTrue();
    }

    [Fact]
    public void What_was_given_back_is_not_given_back_again()
    {
        LookAfter(IdleWork.Worth);
        LookAfter(Little).ShouldBeTrue();

        _work.Forget(Use(IdleWork.Worth));

        LookAfter(Little).ShouldBeFalse();
    }

    [Fact]
    public void Little_by_little_comes_to_work_as_well()
    {
        Enumerable.Range(0, (int)(IdleWork.Worth / Little) + 1).Select(_ => LookAfter(Little)).ToList()[^1].ShouldBeTrue();
    }

    [Fact]
    public void Little_work_that_took_much_memory_is_over_too()
    {
        _work.Forget(Use(IdleWork.Worth));

        LookAfter(IdleWork.Quiet * 2, IdleWork.Much).ShouldBeFalse();

        LookAfter(Little).ShouldBeTrue();
    }

    [Fact]
    public void Memory_that_could_not_be_given_back_is_not_asked_for_again()
    {
        _work.Forget(Use(IdleWork.Worth));
        LookAfter(Little, IdleWork.Much).ShouldBeTrue();

        _work.Forget(Use(Little));

        LookAfter(Little).ShouldBeFalse();
    }

    private bool LookAfter(TimeSpan work, long memory = 0) => _work.IsOver(Use(work, memory));

    private ProcessUse Use(TimeSpan work, long memory = 0) => new(_used += work, _memory += memory);
}
