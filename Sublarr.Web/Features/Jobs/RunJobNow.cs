using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Lets a job that waits run next; says why it cannot where it is held.</summary>
internal static class RunJobNow
{
    public sealed record Command(long Id) : IRequest<Result>;

    /// <param name="IsDone">True when it runs next, or runs already.</param>
    /// <param name="Sentence">What follows, or why not.</param>
    public sealed record Result(bool IsDone, string Sentence);

    public sealed class Handler(IJobQueue queue, QueuePauses pauses, WhyHeld whyHeld, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            var state = await queue.RunNowAsync(command.Id, cancellationToken);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var job = await context.Jobs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
            return job is null || state is not { } now ? new(false, "There is no such job any more.") : now switch
            {
                JobState.Queued => new(true, WhenItRuns(job)),
                JobState.Running => new(true, "It is running already."),
                JobState.Held => new(false, $"It is held. {await whyHeld.OfAsync(job, cancellationToken)}"),
                _ => new(false, $"It has ended already ({Wording.State(now).ToLowerInvariant()}). Run it again instead."),
            };
        }

        private string WhenItRuns(JobRow job) => pauses.Holds(job.Lane)
            ? "It runs first when its lane goes on: now it is paused."
            : job.OrderingKey is null ? "It runs as soon as its lane has room." : "It runs as soon as its lane has room, after what came before it for the same title.";
    }
}
