using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookScheduleTests
{
    public static TheoryData<int[]?, int, int[]> Schedules => new()
    {
        { null, 7, [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] },
        { null, 2, [5, 300] },
        { [10, 60, 3_600, 604_800], 4, [10, 60, 3_600, 604_800] },
        { [10, 60], 4, [10, 60, 60, 60] },
        { null, 0, [] },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public async Task Each_step_of_the_schedule_is_reached_and_none_before_its_time(int[]? schedule, int retries, int[] waits)
    {
        var clock = new ManualClock();
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500));
        await using var engine = await Engine.StartAsync(clock: clock);
        await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, RetrySchedule = schedule }, retries);
        await engine.PublishAsync();
        var id = (await engine.JobsAsync()).ShouldHaveSingleItem().Id;

        foreach (var (index, wait) in waits.Index())
        {
            var job = await engine.UntilAsync(id, JobState.Retrying);
            var distance = (job.DueAt - clock.GetUtcNow()).TotalSeconds;
            distance.ShouldBeInRange((wait * 0.8) - 0.01, (wait * 1.2) + 0.01);
            receiver.Requests.Count.ShouldBe(index + 1);
            clock.Advance(job.DueAt - clock.GetUtcNow() + TimeSpan.FromMilliseconds(2));
            // The alarm rings on the way to a far time, and then needs a moment more.
            await Eventually.TrueAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    return Task.FromResult(receiver.Requests.Count == index + 2);
                },
                () => $"attempt {index + 2} is not made at {clock.GetUtcNow():O}: {Told(engine.JobAsync(id).Result)}");
            await Eventually.TrueAsync(async () => (await engine.AttemptsAsync(id)).Count == index + 2, () => "the attempt is not stored");
        }

        var dead = await engine.UntilAsync(id, JobState.Dead);
        dead.Attempts.ShouldBe(waits.Length + 1);
    }

    private static string Told(JobRow job) => $"job {job.Id} is {job.State}, due {job.DueAt:O}, after {job.Runs} runs: {job.LastError}";
}
