using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Lets no further job begin, or lets them begin again: of one lane, or of all.</summary>
internal static class PauseQueue
{
    /// <param name="IsPaused">False to resume.</param>
    /// <param name="Lane">Only this lane; null for the whole queue.</param>
    public sealed record Command(bool IsPaused, string? Lane) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestLane = 200;

        public Validator(IEnumerable<IJobHandler> handlers, QueuePauses pauses, IDbContextFactory<SublarrDbContext> contexts)
        {
            RuleFor(command => command.Lane).Cascade(CascadeMode.Stop).MaximumLength(LongestLane)
                .MustAsync(async (lane, token) => lane is null || pauses.Lanes.Contains(lane) || handlers.Any(handler => handler.Lanes.Contains(lane)) || JobLane.SubscriptionOf(lane) is not null
                    || await HasWorkAsync(contexts, lane, token))
                .WithMessage(command => $"There is no lane \"{command.Lane}\". Send one that GET /api/v1/queue lists, the kind of a job, or subscription: and the id of a hook or webhook; leave it out for the whole queue.")
                // It would be answered as done, and nothing of the lane would begin.
                .Must((command, lane) => command.IsPaused || lane is null || pauses.Lanes.Contains(lane) || !pauses.Lanes.Contains(QueuePause.All))
                .WithMessage("The whole queue is paused, and not this lane by itself. Resume the queue: leave out lane.");
        }

        // Jobs of a kind that another version had are in a lane too.
        private static async Task<bool> HasWorkAsync(IDbContextFactory<SublarrDbContext> contexts, string lane, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            foreach (var state in GetQueue.Open)
            {
                if (await context.JobsIn(state).AnyAsync(job => job.Lane == lane, cancellationToken))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public sealed class Handler(IJobQueue queue) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await (command.IsPaused ? queue.PauseAsync(command.Lane, cancellationToken) : queue.ResumeAsync(command.Lane, cancellationToken));
            return true;
        }
    }
}
