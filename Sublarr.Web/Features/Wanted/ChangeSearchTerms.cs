using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Wanted;

/// <summary>Sets when what is wanted is looked for. It holds for what is imported from then on.</summary>
internal static class ChangeSearchTerms
{
    /// <param name="DelayMinutes">How long nothing is looked for after an import.</param>
    public sealed record Command(int DelayMinutes) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.DelayMinutes).InclusiveBetween(0, SearchTerms.LongestDelay)
            .WithMessage($"Enter 0 to {SearchTerms.LongestDelay} minutes, which is a week.");
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var terms = await context.SearchTerms.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new SearchTerms()).Entity;
            terms.Wait(command.DelayMinutes);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
