using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Web.Security;

namespace Sublarr.Web.Features.Alerts;

/// <summary>What people are to notice, newest first, and how much of it is unread.</summary>
internal static class GetAlerts
{
    /// <summary>Shown in the browser.</summary>
    public const int Shown = 20;

    /// <summary>The most of one answer.</summary>
    public const int Largest = 200;

    /// <summary>Unread ones are counted up to this: nobody reads the difference beyond.</summary>
    public const int CountedUnread = 100;

    /// <param name="Limit">How many; 0 only counts the unread.</param>
    /// <param name="Before">Only those with a smaller number; null for the newest.</param>
    /// <param name="Offset">How many to pass over.</param>
    public sealed record Query(int Limit, long? Before = null, int Offset = 0) : IRequest<Result>;

    /// <param name="Unread">How many are not marked as read, up to <see cref="CountedUnread"/>.</param>
    /// <param name="Items">The alerts.</param>
    /// <param name="Total">How many there are in all, read or not.</param>
    public sealed record Result(int Unread, IReadOnlyList<AlertView> Items, int Total = 0);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Limit).InclusiveBetween(0, Largest).WithMessage($"Enter 0 to {Largest}.");
            RuleFor(query => query.Offset).GreaterThanOrEqualTo(0).WithMessage("Enter 0 or more.");
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, Caller caller) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var seen = await SeenAsync(context, await caller.WhoAsync(), cancellationToken);
            var unread = await Newer(context, seen).CountAsync(cancellationToken);
            var rows = query.Limit == 0 ? [] : await Newest(context, query.Before ?? long.MaxValue, query.Limit, query.Offset).ToListAsync(cancellationToken);
            var total = query.Limit == 0 ? 0 : await All(context).CountAsync(cancellationToken);
            return new(unread, [.. rows.Select(row => AlertView.Of(row, seen))], total);
        }

        // Whoever holds the API key sees what the first of the administrators to read has read.
        private static async Task<long> SeenAsync(SublarrDbContext context, Actor? who, CancellationToken cancellationToken)
        {
            var administrators = context.Administrators.AsNoTracking();
            return await (who is { Kind: ActorKind.User, Name: var name } ? administrators.Where(row => row.UserName == name) : administrators)
                .MaxAsync(row => (long?)row.AlertsSeen, cancellationToken) ?? 0;
        }
    }

    internal static IQueryable<EventRow> Newer(SublarrDbContext context, long seen) =>
        All(context).Where(row => row.Sequence > seen).OrderBy(row => row.Sequence).Take(CountedUnread);

    internal static IQueryable<EventRow> Newest(SublarrDbContext context, long before, int count, int offset = 0) =>
        All(context).Where(row => row.Sequence < before).OrderByDescending(row => row.Sequence).Skip(offset).Take(count);

    // By name: the numbers are those of all events, and every one of them would be looked through for the few that are alerts.
    private static IQueryable<EventRow> All(SublarrDbContext context) => context.Through<EventRow>(EventRow.AlertIndex).Where(row => row.IsAlert).AsNoTracking();
}
