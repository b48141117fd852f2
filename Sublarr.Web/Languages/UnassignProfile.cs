using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Languages;

/// <summary>Takes the profile of its own from a title, a tag or a library: the wider one holds for it from now on.</summary>
internal static class UnassignProfile
{
    public sealed record Command(ProfileScope Scope, string Key) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Scope).NotEqual(ProfileScope.Default)
            .WithMessage("There is always a default: make another profile the default instead.");
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.ProfileAssignments.SingleOrDefaultAsync(
                assignment => assignment.Scope == command.Scope && assignment.Key == command.Key, cancellationToken) is not { } present)
            {
                return false;
            }

            context.Remove(present);
            await context.SaveChangesAsync(cancellationToken);
            await news.TellAsync("language_profiles", ["assignments"], CancellationToken.None);
            return true;
        }
    }
}
