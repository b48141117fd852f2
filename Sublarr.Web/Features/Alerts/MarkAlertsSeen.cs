using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Alerts;

/// <summary>Marks alerts as read: for who is signed in, and over the API for everybody.</summary>
internal static class MarkAlertsSeen
{
    /// <param name="UpTo">The number of the last one that was read.</param>
    public sealed record Command(long? UpTo) : IRequest;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.UpTo)
            .NotNull().WithMessage("Say up to which: the sequence of the newest alert you have read.")
            .GreaterThanOrEqualTo(0).WithMessage("The sequence of an alert is no negative number.");
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, Caller caller, SeenAlerts seen) : IRequestHandler<Command>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var who = await caller.WhoAsync();
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            // What has not happened yet is not read.
            var newest = await context.Events.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
            foreach (var administrator in await context.Administrators.ToListAsync(cancellationToken))
            {
                if (who is not { Kind: ActorKind.User, Name: var name } || string.Equals(administrator.UserName, name, StringComparison.OrdinalIgnoreCase))
                {
                    administrator.SawAlerts(Math.Min(command.UpTo!.Value, newest));
                }
            }

            await context.SaveChangesAsync(cancellationToken);
            seen.Changed();
            return Unit.Value;
        }
    }
}
