using FluentValidation;
using MediatR;
using Sublarr.Domain.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Makes a job that waits more or less urgent.</summary>
internal static class ChangePriority
{
    public sealed record Command(long Id, int Priority) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Priority).InclusiveBetween(1, 10).WithMessage("Enter a priority from 1 (first) to 10 (last).");
    }

    public sealed class Handler(IJobQueue queue) : IRequestHandler<Command, bool>
    {
        public Task<bool> Handle(Command command, CancellationToken cancellationToken) => queue.SetPriorityAsync(command.Id, new JobPriority(command.Priority), cancellationToken);
    }
}
