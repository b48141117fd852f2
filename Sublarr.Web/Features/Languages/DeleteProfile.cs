using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Languages;

/// <summary>Deletes a profile. What it held for gets another one in the same moment; nothing is ever without.</summary>
internal static class DeleteProfile
{
    /// <param name="Id">Which.</param>
    /// <param name="ReplacedBy">The profile that holds from now on for what this one held for; null when it held for nothing.</param>
    /// <param name="Version">The version that was seen; null for whatever is stored.</param>
    public sealed record Command(long Id, long? ReplacedBy = null, long? Version = null) : IRequest<Outcome>;

    public enum Outcome
    {
        /// <summary>It is gone.</summary>
        Deleted,

        /// <summary>There was none.</summary>
        NotFound,

        /// <summary>It is the default, and stays.</summary>
        IsDefault,

        /// <summary>It holds for something, and nobody said what replaces it.</summary>
        InUse,

        /// <summary>Somebody else was faster.</summary>
        Conflict,
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IDbContextFactory<SublarrDbContext> contexts) => RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
        {
            if (command.ReplacedBy is not { } other)
            {
                return;
            }

            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            if (other == command.Id || !await database.LanguageProfiles.AnyAsync(profile => profile.Id == other, cancellationToken))
            {
                context.AddFailure(new ValidationFailure(nameof(Command.ReplacedBy), $"There is no other profile {other}: give the id of one that stays."));
            }
        });
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.LanguageProfiles.FindAsync([command.Id], cancellationToken) is not { } profile)
            {
                return Outcome.NotFound;
            }

            var held = await context.ProfileAssignments.Where(assignment => assignment.ProfileId == command.Id).ToListAsync(cancellationToken);
            if (RefusalOf(command, profile, held) is { } refusal)
            {
                return refusal;
            }

            held.ForEach(assignment => assignment.Give(command.ReplacedBy!.Value));
            context.Remove(profile);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || StorageFault.Of(fault) is null)
            {
                // It was changed, or given to something, since it was read.
                return Outcome.Conflict;
            }

            await news.TellAsync("language_profiles", [profile.Name], CancellationToken.None);
            return Outcome.Deleted;
        }

        private static Outcome? RefusalOf(Command command, LanguageProfile profile, List<ProfileAssignment> held) =>
            command.Version is { } version && version != profile.Version ? Outcome.Conflict
            : held.Exists(assignment => assignment.Scope == ProfileScope.Default) ? Outcome.IsDefault
            : held.Count > 0 && command.ReplacedBy is null ? Outcome.InUse
            : null;
    }
}
