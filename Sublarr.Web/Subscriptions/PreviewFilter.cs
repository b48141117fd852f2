using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Subscriptions;

/// <summary>Which of the last events a hook or webhook would have heard.</summary>
internal static class PreviewFilter
{
    public const int Last = 50;

    /// <param name="EventNames">Names and patterns.</param>
    /// <param name="Filter">The content filter as JSON; null for none.</param>
    public sealed record Query(List<string> EventNames, string? Filter) : IRequest<Result>;

    /// <param name="Total">How many events were looked at.</param>
    /// <param name="Heard">Those that would have been delivered, newest first.</param>
    public sealed record Result(int Total, IReadOnlyList<Item> Heard);

    /// <param name="Id">The event.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="OccurredAt">When it happened, in UTC.</param>
    /// <param name="Data">What it says.</param>
    public sealed record Item(string Id, string Name, DateTimeOffset OccurredAt, string Data);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Filter).IsContentFilter();
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            // Never stored: it only asks the questions that fan-out asks.
            var asked = new Subscription("preview", time.GetUtcNow());
            asked.Edit("Preview", query.EventNames, "{}", 1, 0);
            asked.Narrow(query.Filter);

            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var events = await context.Events.AsNoTracking().OrderByDescending(row => row.Sequence).Take(Last)
                .Select(row => new Item(row.Id, row.Name, row.OccurredAt, row.Data)).ToListAsync(cancellationToken);
            return new Result(events.Count, [.. events.Where(each => Hears(asked, each))]);
        }

        private static bool Hears(Subscription asked, Item each)
        {
            using var data = JsonDocument.Parse(each.Data);
            return asked.Filter.Matches(each.Name) && asked.Hears(() => data.RootElement);
        }
    }
}
