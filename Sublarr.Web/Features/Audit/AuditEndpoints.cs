using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Incoming;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Audit;

/// <summary><c>/api/v1/audit</c>: who changed what.</summary>
internal sealed class AuditEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api) => api.MapGet("/audit", ListAsync).WithTags("Audit trail");

    // The names of an address have no naming policy.
    private static Task<Ok<Page<AuditView>>> ListAsync(
        string? subject, string? subject_id, string? actor, string? since, string? until, string? limit, string? offset, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var filter = new GetAudit.Filter(
            Blank(subject), reader.Number("subject_id", subject_id), Blank(actor), reader.Time("since", since), reader.Time("until", until));
        var paging = new Paging(reader.Count("limit", limit), reader.Count("offset", offset));
        reader.InOrder("since", filter.Since, filter.Until);
        reader.ThrowIfRefused();
        return mediator.Send(new GetAudit.Query(filter, paging), cancellationToken).AsOk();
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
