using MediatR;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Runs a job again now, under the same event id; says why not where it cannot.</summary>
internal static class RunJobAgain
{
    public sealed record Command(long Id) : IRequest<Result>;

    /// <param name="Answer">What came of it.</param>
    public sealed record Result(RunAgainAnswer Answer)
    {
        /// <summary>True when it is queued.</summary>
        public bool IsDone => Answer == RunAgainAnswer.Queued;

        /// <summary>What follows, or why not.</summary>
        public string Sentence => Answer switch
        {
            RunAgainAnswer.Queued => "Queued again",
            RunAgainAnswer.Running => "It is running now.",
            RunAgainAnswer.OtherIsOpen => "Another job for the same work waits or runs already.",
            RunAgainAnswer.AskAnew => "A restore is not run again: choose the backup on the page of backups.",
            _ => "There is no such job any more.",
        };
    }

    public sealed class Handler(IJobQueue queue) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken) => new(await queue.RedeliverAsync(command.Id, cancellationToken));
    }
}
