using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Web.Features.Providers;

/// <summary>Switches a provider on or off, and changes its settings. What is left out stays.</summary>
internal static class SaveProvider
{
    /// <param name="Name">Which.</param>
    /// <param name="Enabled">Whether it is asked; null for as before.</param>
    /// <param name="Settings">The settings that change; null for none.</param>
    public sealed record Command(string Name, bool? Enabled, JsonObject? Settings) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ProviderDirectory directory) => RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
        {
            // One that is off may be half set up, as long as nobody touches its settings.
            if (await directory.FindAsync(command.Name, cancellationToken) is not { } known
                || (command.Settings is null or { Count: 0 } && !(command.Enabled ?? known.Row.IsEnabled)))
            {
                return;
            }

            foreach (var problem in known.Form.ProblemsOf(known.Row, command.Settings ?? [], []))
            {
                context.AddFailure(new ValidationFailure(problem.Path, problem.Message));
            }
        });
    }

    public sealed class Handler(ProviderDirectory directory, IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await directory.FindAsync(command.Name, cancellationToken) is not { } known)
            {
                return false;
            }

            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var row = await context.Providers.FindAsync([command.Name], cancellationToken) ?? context.Add(new ProviderRow(command.Name)).Entity;
            var change = command.Settings is { Count: > 0 } sent ? known.Form.Change(row, sent) : new SettingsChange(row.Settings, [], new Dictionary<string, string>());
            row.Edit(command.Enabled ?? row.IsEnabled, change.Stored);
            if (change.ChangedKeys.Count > 0 && await context.ProviderStates.FindAsync([command.Name], cancellationToken) is { } state)
            {
                state.Forget();
            }

            if (await context.SaveChangesAsync(cancellationToken) > 0)
            {
                await news.TellAsync("providers", [command.Name, .. change.ChangedKeys], CancellationToken.None);
            }

            return true;
        }
    }
}
