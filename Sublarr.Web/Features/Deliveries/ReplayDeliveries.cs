using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Sends again what was queued in a range of time and never succeeded; or, as a rehearsal, only counts it.</summary>
internal static class ReplayDeliveries
{
    /// <summary>How many are queued in a second unless said otherwise.</summary>
    public const int UsualRate = 50;

    private const int HighestRate = 1000;

    /// <param name="SubscriptionId">To one hook or webhook; null for all.</param>
    /// <param name="Since">Queued not before.</param>
    /// <param name="Until">Queued not after.</param>
    /// <param name="DryRun">True only counts.</param>
    /// <param name="PerSecond">How many are queued in a second.</param>
    public sealed record Command(
        long? SubscriptionId, DateTimeOffset? Since, DateTimeOffset? Until, bool DryRun = false, int PerSecond = UsualRate) : IRequest<Result>;

    /// <param name="Count">The deliveries concerned.</param>
    /// <param name="JobId">The job that sends them; null for a rehearsal, and when there are none.</param>
    public sealed record Result(int Count, long? JobId);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Since).NotNull().WithMessage("Say from when on, such as 2026-01-15T12:00:00Z.");
            RuleFor(command => command.Until).NotNull().WithMessage("Say until when, such as 2026-01-15T18:00:00Z.");
            RuleFor(command => command.Since).Must((command, since) => !(since > command.Until)).WithMessage("The range ends before it begins.");
            RuleFor(command => command.PerSecond).InclusiveBetween(1, HighestRate).WithMessage($"Enter 1 to {HighestRate}.");
        }
    }

    public sealed class Handler(IReplays replays, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            await RefuseUnknownAsync(command.SubscriptionId, cancellationToken);
            var range = new ReplayRange(command.SubscriptionId, command.Since!.Value.ToUniversalTime(), command.Until!.Value.ToUniversalTime());
            if (command.DryRun)
            {
                return new(await replays.CountAsync(range, cancellationToken), null);
            }

            var replay = await replays.StartAsync(range, command.PerSecond, cancellationToken);
            return new(replay?.Total ?? 0, replay?.JobId);
        }

        private async Task RefuseUnknownAsync(long? subscriptionId, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (subscriptionId is { } id && !await context.Subscriptions.AnyAsync(row => row.Id == id, cancellationToken))
            {
                throw new ValidationException([new ValidationFailure(nameof(Command.SubscriptionId), $"There is no hook or webhook {id}.")]);
            }
        }
    }
}
