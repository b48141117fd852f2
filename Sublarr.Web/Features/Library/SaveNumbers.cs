using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>Sets how all episodes of a series are counted. Files that have only a number through all seasons get their season and episode by it. False when there is no such series.</summary>
internal static class SaveNumbers
{
    public sealed record Command(long TitleId, IReadOnlyList<EpisodeNumber> Numbers) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Numbers).Must(numbers => numbers.Count <= EpisodeNumber.MostOfSeries).WithMessage($"At most {EpisodeNumber.MostOfSeries} episodes are possible.");
            RuleFor(command => command.Numbers).Custom((numbers, context) =>
            {
                foreach (var (_, problem) in EpisodeNumber.ProblemsOf(numbers))
                {
                    context.AddFailure(nameof(Command.Numbers), problem);
                }
            });
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, INumberedEpisodes episodes) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await context.Titles.AnyAsync(title => title.Id == command.TitleId && title.Kind == TitleKind.Series, cancellationToken))
            {
                return false;
            }

            // Only what is other than before: a row that is removed and added again would meet itself in the index.
            var before = await context.EpisodeNumbers.Where(row => row.TitleId == command.TitleId).ToListAsync(cancellationToken);
            context.RemoveRange(before.Where(row => !command.Numbers.Contains(row.Number())));
            await context.SaveChangesAsync(cancellationToken);
            var kept = before.Select(row => row.Number()).ToHashSet();
            context.AddRange(command.Numbers.Where(number => !kept.Contains(number)).Select(number => EpisodeNumberRow.Of(command.TitleId, number)));
            await context.SaveChangesAsync(cancellationToken);
            await episodes.ApplyAsync(command.TitleId, CancellationToken.None);
            return true;
        }
    }
}
