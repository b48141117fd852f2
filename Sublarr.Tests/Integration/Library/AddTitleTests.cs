using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>Series and movies that Sonarr and Radarr add and remove.</summary>
public sealed class AddTitleTests
{
    [Fact]
    public async Task One_that_was_removed_before_its_turn_came_does_not_come_back()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules);
        var removed = await AddAsync(engine, 7);
        var other = await AddAsync(engine, 8);
        await engine.UntilAsync(
            await engine.EnqueueAsync(Job(JobKinds.RemoveFiles, new RemoveOrder(Title(7), [], null, IsWholeTitle: true, FilesStay: true))), JobState.Succeeded);

        await engine.Queue.RunNowAsync(removed, CancellationToken.None);
        await engine.Queue.RunNowAsync(other, CancellationToken.None);
        await engine.UntilIdleAsync();

        var job = await engine.JobAsync(removed);
        (job.State, job.LastError).ShouldBe((JobState.Cancelled, "Sonarr has removed it since."));
        await using var context = await engine.ContextAsync();
        (await context.Set<TitleRow>().Select(title => title.Name).ToListAsync()).ShouldBe(["Title 8"]);
    }

    private static Task<long> AddAsync(Engine engine, int id) =>
        engine.EnqueueAsync(Job(JobKinds.AddTitle, new AddOrder(Title(id))) with { DueAt = DateTimeOffset.UtcNow.AddHours(1) });

    private static NewJob Job<T>(string kind, T order) => new(kind, "A test", JobPriority.High) { Payload = LibraryOrder.Write(order) };

    private static KnownTitle Title(int id) => new("sonarr", "", id, $"Title {id}") { TvdbId = 400 + id };
}
