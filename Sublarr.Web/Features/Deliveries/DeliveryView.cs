using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>A delivery as machines see it.</summary>
/// <param name="Id">Its id, also the job's.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="ErrorClass">How the last attempt failed; null when it did not.</param>
/// <param name="Subscription">The hook or webhook.</param>
/// <param name="EventId">The event; null for a test.</param>
/// <param name="EventName">Its public name.</param>
/// <param name="Attempts">Attempts made so far.</param>
/// <param name="LastReason">Why the last attempt did not succeed, as a sentence.</param>
/// <param name="CreatedAt">When it was queued, in UTC.</param>
/// <param name="FinishedAt">When it reached an end.</param>
/// <param name="NextAttemptAt">When it is tried again; null unless it is retrying.</param>
/// <param name="IsTest">True when a person was trying it out.</param>
internal sealed record DeliveryView(
    long Id, JobState State, FailureClass? ErrorClass, DeliveryView.Target Subscription, string? EventId, string? EventName, int Attempts, string? LastReason,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, DateTimeOffset? NextAttemptAt, bool IsTest)
{
    /// <summary>The rows of jobs with what belongs to them.</summary>
    public static IQueryable<Stored> Read(SublarrDbContext context, IQueryable<JobRow> jobs) => jobs.Select(job => new Stored(
        job,
        context.Set<AttemptRow>().Where(row => row.JobId == job.Id).OrderByDescending(row => row.Number).Select(row => row.Failure).FirstOrDefault(),
        context.Set<Subscription>().Where(row => row.Id == job.SubscriptionId && row.DeletedAt == null).Select(row => row.Name).FirstOrDefault(),
        context.Set<Subscription>().Where(row => row.Id == job.SubscriptionId && row.DeletedAt == null).Select(row => row.Channel).FirstOrDefault(),
        context.Set<EventRow>().Where(row => row.Id == job.EventId).Select(row => row.Name).FirstOrDefault()));

    public static DeliveryView Of(Stored stored)
    {
        var job = stored.Job;
        return new(
            job.Id, job.State, stored.Failure, new Target(job.SubscriptionId, stored.Subscription, stored.Channel), job.EventId,
            stored.EventName ?? TestedEvent(job.Payload), job.Runs, job.LastError, job.CreatedAt, job.FinishedAt,
            job.State == JobState.Retrying ? job.DueAt : null, job.IsTest);
    }

    // A test carries its event in the job.
    private static string? TestedEvent(string payload) =>
        payload.Length == 0 ? null : JsonSerializer.Deserialize<EventEnvelope>(payload, EventJson.Options)?.Name;

    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name; null when it has been deleted.</param>
    /// <param name="Channel">script, webhook …; null when it has been deleted.</param>
    internal sealed record Target(long? Id, string? Name, string? Channel);

    internal sealed record Stored(JobRow Job, FailureClass? Failure, string? Subscription, string? Channel, string? EventName);
}
