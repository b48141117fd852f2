using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>The jobs that found something new of a video, the newest first; those that are cleared away by now are not among them. Null when there is no such video.</summary>
internal static class GetFileJobs
{
    private const int Most = 50;

    public sealed record Query(long VideoId) : IRequest<IReadOnlyList<FileJobView>?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<FileJobView>?>
    {
        public async Task<IReadOnlyList<FileJobView>?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await context.Videos.AnyAsync(video => video.Id == query.VideoId, cancellationToken))
            {
                return null;
            }

            return await context.VideoJobs.AsNoTracking().Where(note => note.VideoId == query.VideoId)
                .Join(context.Jobs, note => note.JobId, job => job.Id, (_, job) => job)
                .OrderByDescending(job => job.Id).Take(Most)
                .Select(job => new FileJobView(job.Id, job.Kind, job.Title, job.State, job.FinishedAt ?? job.CreatedAt)).ToListAsync(cancellationToken);
        }
    }
}

/// <summary>A job that found something new of a video.</summary>
/// <param name="Id">The job.</param>
/// <param name="Kind">What sort of work it is.</param>
/// <param name="Title">What it did, as a phrase.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it ended, or began to wait, in UTC.</param>
internal sealed record FileJobView(long Id, string Kind, string Title, JobState State, DateTimeOffset At);
