using Sublarr.Infrastructure.Telemetry;

namespace Sublarr.Tests.Unit.Telemetry;

/// <summary>When memory is given back.</summary>
public sealed class IdleWorkTests
{
    private static readonly TimeSpan Little = IdleWork.Quiet / 2;

    private readonly IdleWork _work = new();
    private TimeSpan _used;

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

        _work.Forget(_used += IdleWork.Worth);

        LookAfter(Little).ShouldBeFalse();
    }

    [Fact]
    public void Little_by_little_comes_to_work_as_well()
    {
        Enumerable.Range(0, (int)(IdleWork.Worth / Little) + 1).Select(_ => LookAfter(Little)).ToList()[^1].ShouldBeTrue();
    }

    private bool LookAfter(TimeSpan work) => _work.IsOver(_used += work);
}
