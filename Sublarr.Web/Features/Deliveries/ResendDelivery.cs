using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Sends a delivery again now, under the same event id. A retry that waits is replaced by it.</summary>
internal static class ResendDelivery
{
    public enum Answer
    {
        Queued,
        Running,
        Unknown,
    }

    public sealed record Command(long Id) : IRequest<Answer>;

    public sealed class Handler(IJobQueue queue, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await new DeliveryFilter().Matching(context).AnyAsync(job => job.Id == command.Id, cancellationToken))
            {
                return Answer.Unknown;
            }

            return await queue.RedeliverAsync(command.Id, cancellationToken) switch
            {
                RunAgainAnswer.Queued => Answer.Queued,
                RunAgainAnswer.Unknown => Answer.Unknown,
                _ => Answer.Running,
            };
        }
    }
}
