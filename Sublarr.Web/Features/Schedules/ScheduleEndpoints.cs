using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Schedules;

/// <summary><c>/api/v1/schedules</c>: when things run.</summary>
internal sealed class ScheduleEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapGet("/", ListAsync);
        schedules.MapGet("/{key}", GetAsync);
        schedules.MapPut("/{key}", ChangeAsync);
        schedules.MapDelete("/{key}", PutBackAsync);
        schedules.MapPost("/{key}/run", RunAsync);
    }

    private static Task<Ok<IReadOnlyList<ScheduleView>>> ListAsync(IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new GetSchedules.Query(), cancellationToken).AsOk();

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> GetAsync(string key, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetSchedules.Query(), cancellationToken)).FirstOrDefault(schedule => schedule.Key == key) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem("GET /api/v1/schedules lists those that there are.", statusCode: StatusCodes.Status404NotFound, title: "There is no such schedule.");

    private static async Task<Results<Ok<ScheduleView>, NotFound>> ChangeAsync(string key, ScheduleRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var command = new ChangeSchedule.Command(key) { Enabled = request.Enabled, Cron = request.Cron, EverySeconds = request.EverySeconds, TimeZone = request.TimeZone };
        if (!await mediator.Send(command, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Ok((await mediator.Send(new GetSchedules.Query(), cancellationToken)).Single(schedule => schedule.Key == key));
    }

    private static async Task<Results<NoContent, NotFound>> PutBackAsync(string key, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new PutScheduleBack.Command(key), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Accepted<RunResult>, NotFound>> RunAsync(string key, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new RunSchedule.Command(key), cancellationToken) is { } jobId
            ? TypedResults.Accepted($"/api/v1/jobs/{jobId}", new RunResult(jobId))
            : TypedResults.NotFound();

    /// <summary>When a schedule runs, as it is sent. What is left out keeps its value.</summary>
    internal sealed record ScheduleRequest
    {
        /// <summary>Whether it runs by itself.</summary>
        public bool? Enabled { get; init; }

        /// <summary>By the clock: five fields as in a crontab.</summary>
        public string? Cron { get; init; }

        /// <summary>By an interval: so long after the run before.</summary>
        public int? EverySeconds { get; init; }

        /// <summary>By whose clock.</summary>
        public string? TimeZone { get; init; }
    }

    /// <summary>What was queued.</summary>
    /// <param name="JobId">The job.</param>
    internal sealed record RunResult(long JobId);
}
