using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Languages;

/// <summary>Creates or changes a profile. It counts from the next search on.</summary>
internal static class SaveProfile
{
    /// <param name="Id">Null to create.</param>
    /// <param name="Terms">What it says.</param>
    /// <param name="Version">The version that was edited; null for whatever is stored.</param>
    public sealed record Command(long? Id, ProfileTerms Terms, long? Version = null) : IRequest<Result>;

    /// <param name="Id">The profile; null when there is none of that id.</param>
    /// <param name="IsConflict">True when somebody else was faster: nothing was stored.</param>
    public sealed record Result(long? Id, bool IsConflict = false);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IDbContextFactory<SublarrDbContext> contexts)
        {
            RuleFor(command => command.Terms).Custom((terms, context) =>
            {
                foreach (var problem in terms.Problems())
                {
                    context.AddFailure(new ValidationFailure(problem.Field, problem.Message));
                }
            });
            RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
            {
                var name = command.Terms.Name.Trim();
                await using var database = await contexts.CreateDbContextAsync(cancellationToken);
                if (await database.LanguageProfiles.AnyAsync(profile => profile.Name == name && profile.Id != command.Id, cancellationToken))
                {
                    context.AddFailure(new ValidationFailure(nameof(ProfileTerms.Name), $"There is a profile \"{name}\" already: choose another name, or change that one."));
                }
            });
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var profile = command.Id is { } id ? await context.LanguageProfiles.FindAsync([id], cancellationToken) : context.Add(new LanguageProfile(command.Terms)).Entity;
            if (profile is null)
            {
                return new(null);
            }

            if (command.Version is { } version && version != profile.Version)
            {
                return new(profile.Id, IsConflict: true);
            }

            if (command.Id is not null)
            {
                profile.Edit(command.Terms);
            }

            return await SaveAsync(context, profile, cancellationToken);
        }

        private async Task<Result> SaveAsync(SublarrDbContext context, LanguageProfile profile, CancellationToken cancellationToken)
        {
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return new(profile.Id, IsConflict: true);
            }

            await news.TellAsync("language_profiles", [profile.Name], CancellationToken.None);
            return new(profile.Id);
        }
    }
}
