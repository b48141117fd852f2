using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Upgrades;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets whether better subtitles are looked for by themselves. It holds for the next night.</summary>
internal static class ChangeUpgradeTerms
{
    /// <param name="Enabled">Whether they are looked for.</param>
    /// <param name="Days">For so many days after a download.</param>
    public sealed record Command(bool Enabled, int Days) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Days).InclusiveBetween(1, UpgradeTerms.MostDays).WithMessage($"Enter 1 to {UpgradeTerms.MostDays} days.");
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var terms = await context.UpgradeTerms.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new UpgradeTerms()).Entity;
            terms.Set(command.Enabled, command.Days);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
