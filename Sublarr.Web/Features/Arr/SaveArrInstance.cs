using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Features.Arr;

/// <summary>Creates or changes a Sonarr or Radarr. It need not answer: it is asked right after.</summary>
internal static class SaveArrInstance
{
    /// <param name="Id">Null to create.</param>
    /// <param name="Draft">What to store.</param>
    public sealed record Command(long? Id, ArrDraft Draft) : IRequest<long?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ArrRules rules) => RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
        {
            foreach (var problem in await rules.ProblemsOfAsync(command.Id, command.Draft, cancellationToken))
            {
                context.AddFailure(problem);
            }
        });
    }

    public sealed class Handler(
        IDbContextFactory<SublarrDbContext> contexts, ISecretProtector protector, ITitleSources titles, ITimetable timetable, ConfigNews news, TimeProvider time) : IRequestHandler<Command, long?>
    {
        public async Task<long?> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await FindOrAddAsync(context, command, cancellationToken) is not { } instance)
            {
                return null;
            }

            var (draft, name, url) = (command.Draft, instance.Name, instance.Url);
            instance.Edit(draft.Name.Trim(), draft.Url.Trim(), KeyOf(instance, draft), draft.Enabled);
            await MoveMappingsAsync(context, instance, name.Length > 0 ? name : instance.Name, draft.PathMappings, cancellationToken);
            if (url != instance.Url && await context.ArrStates.FindAsync([instance.Id], cancellationToken) is { } state)
            {
                state.Forget();
            }

            if (await context.SaveChangesAsync(cancellationToken) > 0)
            {
                if (name.Length > 0 && name != instance.Name)
                {
                    // What is reported between the two, or after a kill there, finds its title by its folder.
                    await titles.RenameAsync(instance.Source, name, instance.Name, CancellationToken.None);
                }

                await news.TellAsync("arr", [command.Id is null ? "created" : "changed"], CancellationToken.None);
                await timetable.RunAsync(ArrSchedules.Check, CancellationToken.None);
            }

            return instance.Id;
        }

        private async Task<ArrInstance?> FindOrAddAsync(SublarrDbContext context, Command command, CancellationToken cancellationToken) => command.Id is { } id
            ? await context.ArrInstances.FindAsync([id], cancellationToken)
            : context.Add(new ArrInstance(ArrSources.Find(command.Draft.Kind)!.Value, time.GetUtcNow())).Entity;

        private string KeyOf(ArrInstance instance, ArrDraft draft)
        {
            if (!draft.HasKey)
            {
                return instance.ApiKey;
            }

            // Encrypted anew it would look changed.
            var key = draft.ApiKey.Trim();
            return IsStored(instance, key) ? instance.ApiKey : protector.Protect(key);
        }

        private bool IsStored(ArrInstance instance, string key)
        {
            try
            {
                return instance.ApiKey.Length > 0 && protector.Unprotect(instance.ApiKey) == key;
            }
            catch (CryptographicException)
            {
                // The keys are lost, and this is how that is mended.
                return false;
            }
        }

        // Rows of its name that were there before belong to it now.
        private static async Task MoveMappingsAsync(
            SublarrDbContext context, ArrInstance instance, string name, IReadOnlyList<PathMapping>? wanted, CancellationToken cancellationToken)
        {
            var rows = (await context.PathMappings.ToListAsync(cancellationToken)).FindAll(row => row.IsOf(instance.Source, name));
            var missing = (wanted ?? [.. rows.Select(row => new PathMapping(row.From, row.To))]).ToList();
            foreach (var row in rows)
            {
                // What stays is left alone, and so is not told of.
                if (row.Instance != instance.Name || !missing.Remove(new(row.From, row.To)))
                {
                    context.Remove(row);
                }
            }

            context.AddRange(missing.Select(mapping => new PathMappingRow
            {
                Source = instance.Source.Key(), Instance = instance.Name, From = mapping.From, To = mapping.To,
            }));
        }
    }
}
