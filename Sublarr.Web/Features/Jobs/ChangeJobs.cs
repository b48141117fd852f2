using FluentValidation;
using MediatR;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Cancels many jobs, runs them again or changes how urgent they are; or only says how many there are.</summary>
internal static class ChangeJobs
{
    /// <param name="Selection">Which jobs.</param>
    /// <param name="Action">What is done to them.</param>
    /// <param name="NewPriority">How urgent they become, where that is what is changed.</param>
    /// <param name="OnlyCount">True to change nothing.</param>
    public sealed record Command(JobSelection Selection, JobAction Action, int? NewPriority = null, bool OnlyCount = false) : IRequest<Result>;

    /// <param name="Count">Jobs that are meant now.</param>
    /// <param name="JobId">The job that changes them; null when there are none, or when they were only counted.</param>
    public sealed record Result(int Count, long? JobId);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Selection.Priority).InclusiveBetween(1, 10).OverridePropertyName("priority").WithMessage("A priority is 1 (first) to 10 (last).");
            RuleFor(command => command.NewPriority).NotNull().When(command => command.Action == JobAction.Priority).WithMessage("Send new_priority: 1 (first) to 10 (last).");
            RuleFor(command => command.NewPriority).InclusiveBetween(1, 10).WithMessage("A priority is 1 (first) to 10 (last).");
            RuleFor(command => command.Action).Must((command, action) => command.Selection.State.Allows(action)).WithMessage(command =>
                $"That cannot be done to jobs in the state \"{Wording.Word(command.Selection.State)}\": open jobs can be cancelled, failed, cancelled and expired ones run again, waiting ones made more or less urgent.");
        }
    }

    public sealed class Handler(IManyJobs jobs) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            if (command.OnlyCount)
            {
                return new(await jobs.CountAsync(command.Selection, cancellationToken), null);
            }

            JobPriority? to = command.NewPriority is { } priority ? new JobPriority(priority) : null;
            return await jobs.ChangeAsync(command.Selection, command.Action, to, cancellationToken) is { } queued ? new(queued.Count, queued.JobId) : new(0, null);
        }
    }
}
