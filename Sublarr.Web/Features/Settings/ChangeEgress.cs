using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets where webhooks may go, from the next delivery on.</summary>
internal static class ChangeEgress
{
    /// <param name="Profile">What is open before exceptions.</param>
    /// <param name="Allow">What is open besides.</param>
    /// <param name="Deny">Networks that are closed whatever else is said.</param>
    public sealed record Command(EgressProfile Profile, IReadOnlyList<string> Allow, IReadOnlyList<string> Deny) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IEgressGuard guard)
        {
            RuleFor(command => command.Profile).IsInEnum().WithMessage("The profile is lan, public or custom.");
            RuleFor(command => command.Profile).Must(profile => guard.Environment.Profile is not { } given || given == profile)
                .WithMessage("SUBLARR_EGRESS_PROFILE sets the profile: change it there, or leave it out and start Sublarr again.");
            RuleFor(command => command.Allow).Custom((entries, context) => CheckEach(entries, context, ProblemOfException));
            RuleFor(command => command.Deny).Custom((entries, context) => CheckEach(
                entries, context, entry => EgressException.ParseNetwork(entry) is null ? $"\"{entry}\" is no network. Write 192.168.1.0/24, or 192.168.1.7/32 for one address." : null));
        }

        private static void CheckEach(IReadOnlyList<string> entries, ValidationContext<Command> context, Func<string, string?> problemOf)
        {
            if (entries.Count > EgressChoice.MostEntries)
            {
                context.AddFailure($"{entries.Count} entries are too many: {EgressChoice.MostEntries} is the limit.");
            }

            foreach (var problem in entries.Select(entry => problemOf(entry.Trim())).OfType<string>())
            {
                context.AddFailure(problem);
            }
        }

        private static string? ProblemOfException(string entry) => EgressException.Parse(entry) switch
        {
            null => $"\"{entry}\" is neither host:port nor a network. Write nas.local:8123, 127.0.0.1:8123, [::1]:8123 or 192.168.1.0/24.",
            { IsFutile: true } => $"{entry} stays closed whatever is said: cloud machines hand out their credentials there, or nothing answers.",
            _ => null,
        };
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IEgressGuard guard, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var choice = await context.EgressChoices.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new EgressChoice()).Entity;
            choice.Change(command.Profile, Clean(command.Allow), Clean(command.Deny));
            string[] changed = [.. context.Entry(choice).Properties.Where(property => property.IsModified || context.Entry(choice).State == EntityState.Added)
                .Select(property => property.Metadata.GetColumnName()).Where(name => name != "id")];
            await context.SaveChangesAsync(cancellationToken);
            await guard.AdoptAsync(CancellationToken.None);
            if (changed.Length > 0)
            {
                await news.TellAsync("egress", changed, CancellationToken.None);
            }

            return true;
        }

        private static IEnumerable<string> Clean(IEnumerable<string> entries) => entries.Select(entry => entry.Trim()).Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
