using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
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
        jobs.MapPost("/bulk", ChangeManyAsync);
        jobs.MapPost("/{id:long}/cancel", (long id, IMediator mediator, CancellationToken cancellationToken) =>
            ChangeAsync(new CancelJob.Command(id), id, "It has ended already.", mediator, cancellationToken));
        jobs.MapPost("/{id:long}/priority", (long id, PriorityRequest request, IMediator mediator, CancellationToken cancellationToken) =>
            ChangeAsync(new ChangePriority.Command(id, request.Priority), id, "It runs now, or has ended already.", mediator, cancellationToken));
        jobs.MapPost("/{id:long}/run", RunAgainAsync);
        jobs.MapPost("/{id:long}/run-now", RunNowAsync);
    }

    private static async Task<Results<Ok<Page<JobView>>, ValidationProblem>> ListAsync([AsParameters] Filter filter, IMediator mediator, CancellationToken cancellationToken)
    {
        if (!IsWord<JobState>(filter.State, out var state))
        {
            return Unknown<JobState>("state", filter.State);
        }

        var paging = new Paging(filter.Limit, filter.Offset);
        return TypedResults.Ok(await mediator.Send(new GetJobs.Query(state, filter.Kind, filter.Priority, filter.Parent_id, paging), cancellationToken));
    }

    private static async Task<Results<Ok<ChangeJobs.Result>, Accepted<ChangeJobs.Result>, ValidationProblem>> ChangeManyAsync(
        BulkRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (!IsWord<JobState>(request.State, out var state) || state is not { } chosen)
        {
            return Unknown<JobState>("state", request.State);
        }

        if (!IsWord<JobAction>(request.Action, out var action) || action is not { } change)
        {
            return Unknown<JobAction>("action", request.Action);
        }

        var command = new ChangeJobs.Command(new(chosen, request.Kind, request.Priority), change, request.NewPriority, request.DryRun);
        var result = await mediator.Send(command, cancellationToken);
        return result.JobId is { } id ? TypedResults.Accepted($"/api/v1/jobs/{id}", result) : TypedResults.Ok(result);
    }

    // Numbers are words to Enum.TryParse, and nothing that anybody means.
    private static bool IsWord<T>(string? word, out T? value)
        where T : struct, Enum
    {
        var isKnown = Enum.TryParse<T>(word, ignoreCase: true, out var known) && Enum.GetNames<T>().Contains(word, StringComparer.OrdinalIgnoreCase);
        value = isKnown ? known : null;
        return isKnown || word is null;
    }

    private static ValidationProblem Unknown<T>(string field, string? word)
        where T : struct, Enum
    {
        var words = string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));
        return TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [word is null ? $"Send {field}: {words}." : $"There is no {field} \"{word}\". Use {words}."] });
    }

    private static async Task<Results<Ok<GetJob.Result>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetJob.Query(id), cancellationToken) is { } job ? TypedResults.Ok(job) : TypedResults.NotFound();

    private static async Task<Results<Accepted, ProblemHttpResult>> RunAgainAsync(long id, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new RunJobAgain.Command(id), cancellationToken);
        return result.IsDone ? Changed(id) : await RefusedAsync(id, result.Sentence, mediator, cancellationToken);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RunNowAsync(long id, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new RunJobNow.Command(id), cancellationToken);
        return result.IsDone ? Changed(id) : await RefusedAsync(id, result.Sentence, mediator, cancellationToken);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ChangeAsync(IRequest<bool> change, long id, string otherwise, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(change, cancellationToken) ? Changed(id) : await RefusedAsync(id, otherwise, mediator, cancellationToken);

    private static Accepted Changed(long id) => TypedResults.Accepted($"/api/v1/jobs/{id}");

    // Asked only after a refusal: one that was changed was there.
    private static async Task<ProblemHttpResult> RefusedAsync(long id, string why, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetJob.Query(id), cancellationToken) is null
            ? TypedResults.Problem("It may have been removed since.", statusCode: StatusCodes.Status404NotFound, title: "There is no such job.")
            : TypedResults.Problem(why, statusCode: StatusCodes.Status409Conflict, title: "The job cannot be changed.");

    /// <summary>How urgent a job is to be.</summary>
    internal sealed record PriorityRequest
    {
        /// <summary>1 (first) to 10 (last).</summary>
        public int Priority { get; init; }
    }

    /// <summary>What is done to many jobs at once.</summary>
    internal sealed record BulkRequest
    {
        /// <summary>cancel, run or priority.</summary>
        public string? Action { get; init; }

        /// <summary>Jobs in this state.</summary>
        public string? State { get; init; }

        /// <summary>Only of this kind.</summary>
        public string? Kind { get; init; }

        /// <summary>Only of this priority.</summary>
        public int? Priority { get; init; }

        /// <summary>How urgent they become: 1 (first) to 10 (last).</summary>
        public int? NewPriority { get; init; }

        /// <summary>True to count them only.</summary>
        public bool DryRun { get; init; }
    }

    /// <summary>Query parameters; their names are those of the address, which has no naming policy.</summary>
    internal sealed record Filter
    {
        public string? State { get; init; }

        /// <summary>Any word: jobs of kinds that this version no longer has stay listed, and a plug-in brings kinds of its own.</summary>
        public string? Kind { get; init; }

        public int? Priority { get; init; }

        public long? Parent_id { get; init; }

        public int? Limit { get; init; }

        public int? Offset { get; init; }
    }
}
