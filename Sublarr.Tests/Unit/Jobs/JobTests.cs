using Sublarr.Domain.Jobs;

namespace Sublarr.Tests.Unit.Jobs;

public sealed class JobTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetrySchedule Once = new(TimeSpan.FromSeconds(10));

    public static TheoryData<JobOutcome, int, JobState, int> Ends => new()
    {
        { JobOutcome.Done, 1, JobState.Succeeded, 1 },
        { new JobOutcome.Skipped("busy"), 1, JobState.Cancelled, 1 },
        { new JobOutcome.Replaced("something newer"), 1, JobState.Cancelled, 1 },
        { new JobOutcome.RetryLater("later"), 1, JobState.Retrying, 1 },
        { new JobOutcome.RetryLater("later"), 2, JobState.Dead, 2 },
        { new JobOutcome.Rejected("never"), 1, JobState.Dead, 1 },
        { new JobOutcome.Deferred("our fault"), 2, JobState.Queued, 1 },
        { new JobOutcome.Deferred("our fault", Now.AddMinutes(1)), 2, JobState.Retrying, 1 },
        { new JobOutcome.Held("switched off"), 2, JobState.Held, 1 },
        { new JobOutcome.Expired("too old"), 2, JobState.Expired, 1 },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Each_outcome_leads_to_its_state(JobOutcome outcome, int attempt, JobState state, int attemptsUsed)
    {
        var transition = Attempt(attempt).Conclude(outcome, Once, Now, chance: 0.5);

        transition.State.ShouldBe(state);
        transition.Attempts.ShouldBe(attemptsUsed);
    }

    [Fact]
    public void A_job_that_kills_the_process_ends_as_dead()
    {
        Attempt(1).Recover(Once, Now).State.ShouldBe(JobState.Queued);
        Attempt(2).Recover(Once, Now).State.ShouldBe(JobState.Dead);
    }

    [Fact]
    public void Priorities_are_one_to_ten_and_waiting_makes_up_for_them()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new JobPriority(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new JobPriority(11));
        JobPriority.Critical.RankAt(Now).ShouldBeLessThan(JobPriority.Normal.RankAt(Now));
        JobPriority.Low.RankAt(Now).ShouldBeLessThan(JobPriority.Critical.RankAt(Now + (8 * JobPriority.AgeingStep)));
    }

    private static Job Attempt(int number) =>
        new(1, "test", "A test", "", "test", JobPriority.Normal, number, null, null, null, 0, Now);
}
