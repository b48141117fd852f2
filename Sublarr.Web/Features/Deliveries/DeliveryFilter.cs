using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Which deliveries are asked for, by the page, the API and the export alike; null is everything.</summary>
/// <param name="State">Where they are in their life.</param>
/// <param name="SubscriptionId">To one hook or webhook.</param>
/// <param name="EventName">Of one event.</param>
/// <param name="Text">With this text in name, title of the series or movie, or reason.</param>
/// <param name="Failure">Whose last attempt failed in this way.</param>
/// <param name="Since">Queued not before, in UTC.</param>
/// <param name="Until">Queued not after, in UTC.</param>
internal sealed record DeliveryFilter(
    JobState? State = null, long? SubscriptionId = null, string? EventName = null, string? Text = null,
    FailureClass? Failure = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    /// <summary>True when nothing is left out.</summary>
    public bool IsAny => this == Any;

    /// <summary>How many conditions are set.</summary>
    public int Count => new object?[] { State, SubscriptionId, EventName, Text, Failure, Since, Until }.Count(condition => condition is not null);

    /// <summary>True when one index gives the rows in order, however many there are.</summary>
    public bool IsIndexed => !IsAny && (this with { State = null } == Any || this with { SubscriptionId = null } == Any || this with { Failure = null } == Any);

    private static DeliveryFilter Any { get; } = new();

    // Each condition only when asked for, so that the index of the one asked for is used.
    public IQueryable<JobRow> Matching(SublarrDbContext context)
    {
        var jobs = (State is { } state ? context.JobsIn(state) : context.Jobs).AsNoTracking().Deliveries();
        if (SubscriptionId is { } subscription)
        {
            jobs = jobs.Where(job => job.SubscriptionId == subscription);
        }

        if (EventName is { } name)
        {
            jobs = jobs.Where(job => context.Set<EventRow>().Any(row => row.Id == job.EventId && row.Name == name));
        }

        if (Failure is { } failure)
        {
            jobs = jobs.Where(job => context.Set<AttemptRow>()
                .Where(row => row.JobId == job.Id).OrderByDescending(row => row.Number).Select(row => row.Failure).FirstOrDefault() == failure);
        }

        return WithText(WithinTime(jobs));
    }

    private IQueryable<JobRow> WithinTime(IQueryable<JobRow> jobs)
    {
        if (Since is { } since)
        {
            jobs = jobs.Where(job => job.CreatedAt >= since);
        }

        return Until is { } until ? jobs.Where(job => job.CreatedAt <= until) : jobs;
    }

    private IQueryable<JobRow> WithText(IQueryable<JobRow> jobs) => Text is { } text ? jobs.WhereText(text, job => job.Title, job => job.LastError) : jobs;
}
