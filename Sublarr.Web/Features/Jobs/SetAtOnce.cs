using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Web.Features.Jobs;

/// <summary>Sets how many jobs of a lane run at the same time. It holds at once, and what runs goes on.</summary>
internal static class SetAtOnce
{
    /// <param name="Lane">The lane of a kind of jobs.</param>
    /// <param name="AtOnce">How many; null for the usual number.</param>
    public sealed record Command(string Lane, int? AtOnce) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        private readonly ILaneLimits _limits;

        public Validator(ILaneLimits limits, IEnumerable<IJobHandler> handlers)
        {
            _limits = limits;
            RuleFor(command => command.Lane).Cascade(CascadeMode.Stop)
                .Must(lane => JobLane.SubscriptionOf(lane) is null)
                .WithMessage("This is the lane of a hook, a webhook or a notification: how many run at once is one of its settings.")
                .Must(lane => handlers.Any(handler => handler.Lanes.Contains(lane)))
                .WithMessage(command => $"There is no lane \"{command.Lane}\" with a number of its own. Send the kind of a job that GET /api/v1/queue?idle=true lists.")
                .DependentRules(() => RuleFor(command => command.AtOnce).Custom(Check));
        }

        private void Check(int? atOnce, ValidationContext<Command> context)
        {
            var most = _limits.Of(context.InstanceToValidate.Lane).Most ?? 1;
            if (atOnce is { } number && (number < 1 || number > most))
            {
                context.AddFailure(new ValidationFailure(
                    nameof(Command.AtOnce), most == 1 ? "These go one at a time: two would get in each other's way. Leave it out." : $"Enter 1 to {most}, or nothing for the usual number."));
            }
        }
    }

    public sealed class Handler(IJobQueue queue) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await queue.SetAtOnceAsync(command.Lane, command.AtOnce, cancellationToken);
            return true;
        }
    }
}
