using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets where the folders of Sonarr and Radarr are on this machine. It counts from the next job on. What an instance has as its own is left alone.</summary>
internal static class ChangePathMappings
{
    private const int Most = 200;

    /// <param name="Mappings">All of them: what is not among them is taken away.</param>
    public sealed record Command(IReadOnlyList<GetPathMappings.Mapping> Mappings) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IDbContextFactory<SublarrDbContext> contexts)
        {
            RuleFor(command => command.Mappings).Must(mappings => mappings.Count <= Most).WithMessage($"At most {Most} mappings are possible.");
            RuleForEach(command => command.Mappings).Custom((mapping, context) =>
            {
                foreach (var problem in ProblemsOf(mapping))
                {
                    context.AddFailure(problem);
                }
            });
            RuleFor(command => command.Mappings).CustomAsync(async (mappings, context, cancellationToken) =>
            {
                await using var database = await contexts.CreateDbContextAsync(cancellationToken);
                var instances = await database.ArrInstances.AsNoTracking().ToListAsync(cancellationToken);
                foreach (var owned in mappings.Where(mapping => GetPathMappings.OwnerOf(RowOf(mapping), instances) is not null))
                {
                    context.AddFailure($"{owned.From} belongs to \"{owned.Instance}\": set it on its page, under Sonarr and Radarr.");
                }
            });
            RuleFor(command => command.Mappings).Custom((mappings, context) =>
            {
                foreach (var twice in mappings.GroupBy(mapping => (mapping.Source, mapping.Instance.ToUpperInvariant(), mapping.From)).Where(same => same.Skip(1).Any()))
                {
                    context.AddFailure($"{twice.Key.From} is there twice for {Sender(twice.First())}: remove one.");
                }
            });
        }

        private static IEnumerable<string> ProblemsOf(GetPathMappings.Mapping mapping)
        {
            if (ArrSources.Find(mapping.Source) is null)
            {
                yield return $"\"{mapping.Source}\" reports nothing to Sublarr. Use sonarr or radarr.";
            }

            if (mapping.Instance.Length > PathMappingRow.LongestInstance)
            {
                yield return $"The name of the instance has {mapping.Instance.Length} characters; at most {PathMappingRow.LongestInstance} are possible.";
            }

            // Of any system: the sender may run on another.
            if (!ForeignPath.IsWhole(mapping.From) || mapping.From.Length > PathMappingRow.LongestPath)
            {
                yield return $"\"{mapping.From}\" is no whole path. Write the folder as {Sender(mapping)} has it, such as /tv, D:\\TV or \\\\nas\\tv.";
            }

            if (!Path.IsPathFullyQualified(mapping.To) || mapping.To.Length > PathMappingRow.LongestPath)
            {
                yield return $"\"{mapping.To}\" is no whole path here. Write the folder as Sublarr sees it, such as {(OperatingSystem.IsWindows() ? "D:\\TV" : "/media/tv")}.";
            }
        }

        private static string Sender(GetPathMappings.Mapping mapping) => mapping.Instance.Length > 0 ? $"\"{mapping.Instance}\"" : $"every {mapping.Source}";
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var wanted = command.Mappings.ToHashSet();
            var instances = await context.ArrInstances.AsNoTracking().ToListAsync(cancellationToken);
            foreach (var row in (await context.PathMappings.ToListAsync(cancellationToken)).Where(row => GetPathMappings.OwnerOf(row, instances) is null))
            {
                // What stays is left alone, and so is not told of.
                if (!wanted.Remove(new(row.Source, row.Instance, row.From, row.To)))
                {
                    context.Remove(row);
                }
            }

            context.AddRange(wanted.Select(RowOf));
            if (await context.SaveChangesAsync(cancellationToken) > 0)
            {
                await news.TellAsync("path_mappings", ["path_mappings"], CancellationToken.None);
            }

            return true;
        }
    }

    private static PathMappingRow RowOf(GetPathMappings.Mapping mapping) => new() { Source = mapping.Source, Instance = mapping.Instance, From = mapping.From, To = mapping.To };
}
