using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Jobs;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>The tree of a job that led to more than a page shows.</summary>
public sealed class LargeTreeTests
{
    private static readonly DateTimeOffset at = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_job_that_is_asked_for_is_shown_however_much_is_left_out()
    {
        await using var engine = await Engine.StartAsync();
        await FillAsync(engine, events: 700);

        var tree = await new GetJobTree.Handler(engine.Get<IDbContextFactory<SublarrDbContext>>(), engine.Get<IJobNotes>())
            .Handle(new(JobId: 2), CancellationToken.None);

        tree!.IsCut.ShouldBeTrue();
        tree.Root.Job!.Id.ShouldBe(1);
        var fact = tree.Root.Children.Single(child => child.Event?.Id == "event-700");
        fact.Children.ShouldHaveSingleItem().Job!.Id.ShouldBe(2);
        tree.JobIds.ShouldBe([1, 2], ignoreOrder: true);
        tree.OpenIds.ShouldBe([2]);
    }

    // The job asked for hangs below the last of the events.
    private static async Task FillAsync(Engine engine, int events)
    {
        await using var context = await engine.ContextAsync();
        context.Add(Job(1, JobKinds.SearchWanted, JobState.Succeeded));
        for (var number = 1; number <= events; number++)
        {
            context.Add(new EventRow { Id = $"event-{number}", Name = "subtitle_downloaded", Version = 1, OccurredAt = at, Data = "{}", CauseJobId = 1 });
        }

        await context.SaveChangesAsync();
        context.Add(Job(2, JobKinds.Deliver, JobState.Held, parent: 1, cause: $"event-{events}"));
        context.Add(Job(3, JobKinds.Deliver, JobState.Dead, parent: 1, cause: $"event-{events - 1}"));
        await context.SaveChangesAsync();
    }

    private static JobRow Job(long id, string kind, JobState state, long? parent = null, string? cause = null) => new()
    {
        Id = id, Kind = kind, Title = kind, Payload = "", Lane = kind, State = state, Priority = 5, CreatedAt = at, DueAt = at, ParentId = parent, EventId = cause,
    };
}
