using Sublarr.Infrastructure.Arr;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Arr;

public sealed class PatientDiskTests
{
    [Fact]
    public async Task A_disk_that_does_not_answer_holds_nobody_up()
    {
        var clock = new ManualClock();
        var disk = new PatientDisk(clock);
        using var back = new ManualResetEventSlim();
        var hanging = await BusyAsync(disk, back);

        clock.Advance(PatientDisk.Patience + TimeSpan.FromSeconds(1));
        foreach (var question in hanging)
        {
            await Should.ThrowAsync<TimeoutException>(() => question);
        }

        await Should.ThrowAsync<TimeoutException>(() => disk.AskAsync(() => true, CancellationToken.None), "nobody waits for what hangs");
        back.Set();
        await Eventually.TrueAsync(async () => await AnswersAsync(disk), () => "it asks nobody any more");
    }

    [Fact]
    public async Task A_disk_that_is_busy_is_waited_for()
    {
        var disk = new PatientDisk(new ManualClock());
        using var back = new ManualResetEventSlim();
        var busy = await BusyAsync(disk, back);

        var waiting = disk.AskAsync(() => true, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        back.Set();

        (await waiting).ShouldBeTrue();
        await Task.WhenAll(busy);
    }

    [Fact]
    public async Task A_disk_that_stays_busy_is_given_up()
    {
        var clock = new ManualClock();
        var disk = new PatientDisk(clock);
        using var back = new ManualResetEventSlim();
        var busy = await BusyAsync(disk, back);
        var waiting = disk.AskAsync(() => true, CancellationToken.None);

        clock.Advance(PatientDisk.Patience + TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<TimeoutException>(() => waiting);
        back.Set();
        await Eventually.TrueAsync(async () => await AnswersAsync(disk), () => "the place of who gave up is lost");
        busy.ShouldAllBe(question => question.IsFaulted);
    }

    [Fact]
    public async Task Looks_one_after_the_other_do_not_start_a_thread_each()
    {
        var disk = new PatientDisk(TimeProvider.System);
        var threads = new HashSet<Thread>();

        for (var look = 0; look < 100; look++)
        {
            threads.Add(await disk.AskAsync(() => Thread.CurrentThread, CancellationToken.None));
        }

        threads.Count.ShouldBeLessThanOrEqualTo(PatientDisk.MostAsking);
        threads.ShouldAllBe(thread => !thread.IsThreadPoolThread);
    }

    // As many look as may, and none of them is answered.
    private static async Task<List<Task<bool>>> BusyAsync(PatientDisk disk, ManualResetEventSlim back)
    {
        using var asked = new CountdownEvent(PatientDisk.MostAsking);
        var looks = Enumerable.Range(0, PatientDisk.MostAsking).Select(_ => disk.AskAsync(() => asked.Signal() | back.Wait(Eventually.Patience), CancellationToken.None)).ToList();
        await Eventually.TrueAsync(() => asked.IsSet, "not all of them look");
        return looks;
    }

    private static async Task<bool> AnswersAsync(PatientDisk disk)
    {
        try
        {
            return await disk.AskAsync(() => true, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
