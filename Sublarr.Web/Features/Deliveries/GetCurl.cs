using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>The request of an attempt as a curl command with a fresh and valid signature; null when there is none to be had.</summary>
internal static class GetCurl
{
    public sealed record Query(long AttemptId) : IRequest<string?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, SignedCurl curl) : IRequestHandler<Query, string?>
    {
        public async Task<string?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var attempt = await context.Attempts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == query.AttemptId, cancellationToken);
            if (attempt?.ReadDetail()?.Http is not { } request)
            {
                return null;
            }

            var subscription = await context.Subscriptions.AsNoTracking()
                .SingleOrDefaultAsync(row => context.Set<JobRow>().Any(job => job.Id == attempt.JobId && job.SubscriptionId == row.Id), cancellationToken);
            return subscription is null ? null : curl.Write(subscription, request);
        }
    }
}
