using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Wanted;

/// <summary>The scan of everything, and what becomes of it when Sublarr stops meanwhile.</summary>
public sealed class WantedScanTests
{
    [Fact]
    public async Task However_often_it_is_begun_again_every_video_is_worked_out_once()
    {
        using var media = new TemporaryFolder();
        media.Put("Foo (2020)/Foo (2020).mkv", "Bar (2021)/Bar (2021).mkv", "Baz (2022)/Baz (2022).mkv");
        Engine? engine = null;
        JobResult? last = null;
        var scripted = new ScriptedHandler(async (context, token) =>
        {
            var scan = engine!.Get<IEnumerable<IJobHandler>>().OfType<WantedScanHandler>().Single();
            await scan.RunAsync(new JobContext(context.Job, engine.Get<IJobNotes>(), new CancellationToken(canceled: true)), token);
            last = await scan.RunAsync(context, token);
            return JobResult.Done;
        });
        await using var started = engine = await Engine.StartAsync(scripted.AddTo);
        await engine.UntilAsync(await engine.EnqueueAsync(LibraryScanOrder.Job(media.Path, JobPriority.High)), JobState.Succeeded);
        await engine.UntilIdleAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await engine.ContextAsync();
                return !await context.VideoChanges.AnyAsync();
            },
            () => "what the scan found is not worked out");
        var reckoning = engine.Get<WantedReckoning>();
        var before = reckoning.Sum;

        await engine.UntilAsync(await engine.EnqueueAsync(ScriptedHandler.Job()), JobState.Succeeded);

        (reckoning.Sum - before).Videos.ShouldBe(3);
        last!.Detail!.Note.ShouldStartWith("3 videos compared");
    }
}
