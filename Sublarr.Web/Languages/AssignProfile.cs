using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Languages;

/// <summary>Lets a profile hold for a title, a tag, a library or for whatever has no other. It replaces the one that did.</summary>
internal static class AssignProfile
{
    /// <param name="Scope">What kind of thing.</param>
    /// <param name="Key">Which one; empty for the default.</param>
    /// <param name="ProfileId">The profile.</param>
    public sealed record Command(ProfileScope Scope, string Key, long ProfileId) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IDbContextFactory<SublarrDbContext> contexts)
        {
            RuleFor(command => command.Key).Empty().When(command => command.Scope == ProfileScope.Default).WithMessage("The default has no key: leave it out.");
            RuleFor(command => command.Key).NotEmpty().When(command => command.Scope != ProfileScope.Default)
                .WithMessage(command => $"Say which {command.Scope.ToString().ToLowerInvariant()} it is.");
            RuleFor(command => command.Key).MaximumLength(ProfileAssignment.LongestKey).WithMessage($"The key is longer than {ProfileAssignment.LongestKey} characters: shorten it.");
            RuleFor(command => command.ProfileId).MustAsync(async (id, cancellationToken) =>
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                return await context.LanguageProfiles.AnyAsync(profile => profile.Id == id, cancellationToken);
            }).WithMessage(command => $"There is no profile {command.ProfileId}: give the id of one that exists.");
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var present = await context.ProfileAssignments.SingleOrDefaultAsync(
                assignment => assignment.Scope == command.Scope && assignment.Key == command.Key, cancellationToken);
            if (present is null)
            {
                context.Add(new ProfileAssignment(command.Scope, command.Key, command.ProfileId));
            }
            else
            {
                present.Give(command.ProfileId);
            }

            if (await context.SaveChangesAsync(cancellationToken) > 0)
            {
                await news.TellAsync("language_profiles", ["assignments"], CancellationToken.None);
            }

            return true;
        }
    }
}
