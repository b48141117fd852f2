using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sublarr.Domain.Jobs;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Jobs;

/// <summary><c>/api/v1/jobs</c>: the queue.</summary>
internal sealed class JobEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/", ListAsync);
        jobs.MapGet("/{id:long}", GetAsync);
        jobs.MapPost("/{id:long}/cancel", (long id, IMediator mediator, CancellationToken cancellationToken) =>
            ChangeAsync(mediator.Send(new CancelJob.Command(id), cancellationToken), id, "It has ended already, or does not exist."));
        jobs.MapPost("/{id:long}/priority", (long id, PriorityRequest request, IMediator mediator, CancellationToken cancellationToken) =>
            ChangeAsync(mediator.Send(new ChangePriority.Command(id, request.Priority), cancellationToken), id, "It runs now, has ended already, or does not exist."));
        jobs.MapPost("/{id:long}/run", (long id, IMediator mediator, CancellationToken cancellationToken) =>
            ChangeAsync(mediator.Send(new RunJobAgain.Command(id), cancellationToken), id, "It is running now, or does not exist."));
    }

    private static async Task<Results<Ok<Page<JobView>>, ValidationProblem>> ListAsync([AsParameters] Filter filter, IMediator mediator, CancellationToken cancellationToken)
    {
        JobState? state = null;
        if (filter.State is not null)
        {
            if (!Enum.TryParse<JobState>(filter.State, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            {
                var words = string.Join(", ", Enum.GetNames<JobState>().Select(name => name.ToLowerInvariant()));
                return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["state"] = [$"There is no state \"{filter.State}\". Use {words}."] });
            }

            state = known;
        }

        var paging = new Paging(filter.Limit, filter.Offset);
        return TypedResults.Ok(await mediator.Send(new GetJobs.Query(state, filter.Kind, filter.Priority, filter.Parent_id, paging), cancellationToken));
    }

    private static async Task<Results<Ok<GetJob.Result>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetJob.Query(id), cancellationToken) is { } job ? TypedResults.Ok(job) : TypedResults.NotFound();

    private static async Task<Results<Accepted, ProblemHttpResult>> ChangeAsync(Task<bool> change, long id, string otherwise) =>
        await change
            ? TypedResults.Accepted($"/api/v1/jobs/{id}")
            : TypedResults.Problem(new ProblemDetails { Status = StatusCodes.Status409Conflict, Title = "The job cannot be changed.", Detail = otherwise });

    /// <summary>How urgent a job is to be.</summary>
    internal sealed record PriorityRequest
    {
        /// <summary>1 (first) to 10 (last).</summary>
        public int Priority { get; init; }
    }

    /// <summary>Query parameters; their names are those of the address, which has no naming policy.</summary>
    internal sealed record Filter
    {
        public string? State { get; init; }

        public string? Kind { get; init; }

        public int? Priority { get; init; }

        public long? Parent_id { get; init; }

        public int? Limit { get; init; }

        public int? Offset { get; init; }
    }
}
