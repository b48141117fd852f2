using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Audit;

/// <summary>Who changed what, newest first.</summary>
public static class GetAudit
{
    /// <summary>Rows of a page in the browser.</summary>
    public const int PageSize = 50;

    /// <param name="Subject">Only of this kind: hook, webhook, scoring …</param>
    /// <param name="SubjectId">Only of this one.</param>
    /// <param name="Actor">Only by this one.</param>
    /// <param name="Since">Not before, in UTC.</param>
    /// <param name="Until">Not after, in UTC.</param>
    internal sealed record Filter(string? Subject = null, long? SubjectId = null, string? Actor = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null);

    internal sealed record Query(Filter Filter, Paging Paging) : IRequest<Page<AuditView>>;

    internal sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<AuditView>>
    {
        public async Task<Page<AuditView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = Matching(context.Audit.AsNoTracking(), query.Filter);
            var total = await rows.CountAsync(cancellationToken);
            var page = await rows.OrderByDescending(row => row.Id).Skip(query.Paging.Skip).Take(query.Paging.Take).ToListAsync(cancellationToken);
            return new([.. page.Select(AuditView.Of)], total);
        }

        // Each condition only when asked for, so that the index of the one asked for is used.
        private static IQueryable<AuditRow> Matching(IQueryable<AuditRow> rows, Filter filter)
        {
            rows = filter.Subject is { } subject ? rows.Where(row => row.Subject == subject) : rows;
            rows = filter.SubjectId is { } id ? rows.Where(row => row.SubjectId == id) : rows;
            rows = filter.Actor is { } actor ? rows.Where(row => row.Actor == actor) : rows;
            rows = filter.Since is { } since ? rows.Where(row => row.At >= since) : rows;
            return filter.Until is { } until ? rows.Where(row => row.At <= until) : rows;
        }
    }
}

/// <summary>One change as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="ActorKind">user, api_key, environment, visitor, or sublarr itself.</param>
/// <param name="Actor">Who.</param>
/// <param name="Address">From where; null for Sublarr itself.</param>
/// <param name="Action">created, changed, deleted, or another word.</param>
/// <param name="Subject">To what: hook, webhook, scoring …</param>
/// <param name="SubjectId">Its id, where it has one.</param>
/// <param name="SubjectName">What people call it.</param>
/// <param name="Changes">The fields.</param>
internal sealed record AuditView(
    long Id, DateTimeOffset At, ActorKind ActorKind, string Actor, string? Address, string Action, string Subject, long? SubjectId, string? SubjectName,
    IReadOnlyList<AuditChange> Changes)
{
    public static AuditView Of(AuditRow row) => new(
        row.Id, row.At, row.ActorKind, row.Actor, row.Address, row.Action, row.Subject, row.SubjectId, row.SubjectName,
        JsonSerializer.Deserialize<List<AuditChange>>(row.Changes, EventJson.Options) ?? []);
}
