using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Live;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class JobEndingsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("walks away")]
    [InlineData("loses patience")]
    public async Task Of_two_who_wait_for_one_job_the_one_who_leaves_takes_nothing_from_the_other(string first)
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (_, _) =>
        {
            await release.Task.WaitAsync(Eventually.Patience);
            return JobResult.Done;
        });
        await using var engine = await Engine.StartAsync(services =>
        {
            handler.AddTo(services);
            services.AddSingleton<JobEndings>();
            services.AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<JobEndings>());
        });
        var endings = engine.Get<JobEndings>();
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        using var leaving = new CancellationTokenSource();
        var other = endings.WaitAsync(id, Long, CancellationToken.None);
        var leaver = endings.WaitAsync(id, first == "loses patience" ? TimeSpan.FromMilliseconds(1) : Long, leaving.Token);
        await leaving.CancelAsync();
        await leaver.ContinueWith(_ => { }, TaskScheduler.Default);

        release.SetResult();

        await other.WaitAsync(TimeSpan.FromSeconds(60));
        (await engine.JobAsync(id)).State.ShouldBe(JobState.Succeeded);
    }

    [Fact]
    public async Task Who_comes_when_the_job_has_ended_does_not_wait()
    {
        var handler = ScriptedHandler.Returning(JobOutcome.Done);
        await using var engine = await Engine.StartAsync(services =>
        {
            handler.AddTo(services);
            services.AddSingleton<JobEndings>();
        });
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Succeeded);

        await engine.Get<JobEndings>().WaitAsync(id, Long, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
