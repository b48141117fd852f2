using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Samples;
using Sublarr.Web.Api;
using Sublarr.Web.Samples;

namespace Sublarr.Web.Features.Samples;

/// <summary><c>/api/v1/samples</c>: the sample data.</summary>
internal sealed class SampleEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var samples = api.MapGroup("/samples").WithTags("Sample data");
        samples.MapGet("/", ReadAsync);
        samples.MapPost("/", AddAsync);
        samples.MapDelete("/", RemoveAsync);
    }

    private static async Task<Ok<SamplesView>> ReadAsync(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(SamplesView.Of(await mediator.Send(new GetSamples.Query(), cancellationToken)));

    private static async Task<Results<Accepted<Queued>, ProblemHttpResult>> AddAsync(IMediator mediator, CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new AddSamples.Command(), cancellationToken), "The sample data was not added");

    private static async Task<Results<Accepted<Queued>, ProblemHttpResult>> RemoveAsync(IMediator mediator, CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new RemoveSamples.Command(), cancellationToken), "Nothing was removed");

    private static Results<Accepted<Queued>, ProblemHttpResult> Answer(SampleAnswer answer, string title) => answer.JobId is { } job
        ? TypedResults.Accepted($"/api/v1/jobs/{job}", new Queued(job))
        : TypedResults.Problem(answer.Problem, statusCode: StatusCodes.Status409Conflict, title: title);

    /// <param name="JobId">The job that does it.</param>
    internal sealed record Queued(long JobId);

    /// <summary>The sample data.</summary>
    internal sealed record SamplesView
    {
        /// <summary>none, working, ready, failed or removing.</summary>
        public required SampleState State { get; init; }

        /// <summary>What is wrong and what helps; null for nothing.</summary>
        public string? Problem { get; init; }

        /// <summary>The folder of its videos.</summary>
        public required string Folder { get; init; }

        /// <summary>What it shows, in its order.</summary>
        public required IReadOnlyList<StepView> Steps { get; init; }

        /// <summary>What its receiver was sent since the start, the newest first.</summary>
        public required IReadOnlyList<ReceivedView> Received { get; init; }

        public static SamplesView Of(SampleStatus status) => new()
        {
            State = status.State,
            Problem = status.Problem,
            Folder = status.Folder,
            Steps = [.. status.Steps.Select(step => new StepView(step.Key, step.Title, step.State, step.Detail, step.JobId, step.EventId))],
            Received = [.. status.Received.Select(one => new ReceivedView(one.At, one.Event, one.Id, one.Problem is null, one.Problem))],
        };
    }

    /// <param name="Key">Its name for machines.</param>
    /// <param name="Title">What it is.</param>
    /// <param name="State">waiting, running, done or failed.</param>
    /// <param name="Detail">What came of it; null while nothing has.</param>
    /// <param name="JobId">The job that did it; null for none.</param>
    /// <param name="EventId">The event that tells of it; null for none.</param>
    internal sealed record StepView(string Key, string Title, SampleStepState State, string? Detail, long? JobId, string? EventId);

    /// <param name="At">When, in UTC.</param>
    /// <param name="Event">The name of the event.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="SignatureGood">True when it was signed with the webhook's secret.</param>
    /// <param name="Problem">Why it was not believed; null for a good signature.</param>
    internal sealed record ReceivedView(DateTimeOffset At, string Event, string Id, bool SignatureGood, string? Problem);
}
