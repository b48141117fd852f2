using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>A stored job.</summary>
[NoConfiguration]
public sealed class JobRow
{
    /// <summary>The <see cref="Rank"/> of a queued job that waits for another of its ordering key.</summary>
    public const long AwaitsTurn = long.MaxValue;

    /// <summary>The index of what is queued: by lane and rank.</summary>
    internal const string ReadyIndex = "ix_jobs_ready";

    /// <summary>The index of what runs.</summary>
    internal const string RunningIndex = "ix_jobs_running";

    /// <summary>The index of what has ended: by when.</summary>
    internal const string FinishedIndex = "ix_jobs_finished";

    /// <summary>The open jobs that go one at a time with others.</summary>
    internal const string OrderedIndex = "ix_jobs_ordered";

    /// <summary>The jobs that have a key: by key and end.</summary>
    internal const string KeyIndex = "ix_jobs_key";

    /// <summary>Unique, rising, never used again.</summary>
    public long Id { get; init; }

    /// <summary>Which handler runs it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is to do, as a phrase.</summary>
    public required string Title { get; init; }

    /// <summary>What the handler needs to know, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Where it is in its life.</summary>
    public JobState State { get; init; }

    /// <summary>The queue within the queue.</summary>
    public required string Lane { get; init; }

    /// <summary>1 (first) to 10 (last).</summary>
    public int Priority { get; init; }

    /// <summary>The order in which jobs of a lane are taken, smallest first.</summary>
    public long Rank { get; init; }

    /// <summary>Attempts used up.</summary>
    public int Attempts { get; init; }

    /// <summary>Rows in the attempts table: unlike <see cref="Attempts"/> it never goes back.</summary>
    public int Runs { get; init; }

    /// <summary>The earliest time to run.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the last attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached an end.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The process that runs it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when that process holds it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The job that caused this one.</summary>
    public long? ParentId { get; init; }

    /// <summary>The event it delivers.</summary>
    public string? EventId { get; init; }

    /// <summary>The subscription it delivers to.</summary>
    public long? SubscriptionId { get; init; }

    /// <summary>What it has in common with the deliveries that go one at a time with it; null for most.</summary>
    public string? OrderingKey { get; init; }

    /// <summary>Of jobs with the same key at most one is open; null for most.</summary>
    public string? Key { get; init; }

    /// <summary>The <see cref="StartedAt"/> of the attempt that a person asked to stop. Of any other it says nothing.</summary>
    public DateTimeOffset? StopAskedFor { get; init; }

    /// <summary>How far the events it publishes are from a fact about the world.</summary>
    public int Hop { get; init; }

    /// <summary>Why the next or present attempt is made.</summary>
    public JobTrigger Trigger { get; init; }

    /// <summary>True when a person is trying it out.</summary>
    public bool IsTest { get; init; }

    /// <summary>Why the last attempt did not succeed, as a sentence.</summary>
    public string? LastError { get; init; }
}

internal sealed class JobRowConfiguration : IEntityTypeConfiguration<JobRow>
{
    public void Configure(EntityTypeBuilder<JobRow> builder)
    {
        builder.ToTable("jobs");
        builder.HasKey(row => row.Id);
        // One index for each question of the hot path, each as small as the answer.
        builder.HasIndex(row => new { row.Lane, row.Rank }).HasFilter("state = 'queued'").HasDatabaseName(JobRow.ReadyIndex);
        builder.HasIndex(row => row.DueAt).HasFilter("state = 'retrying'").HasDatabaseName("ix_jobs_retrying");
        builder.HasIndex(row => row.LeaseUntil).HasFilter("state = 'running'").HasDatabaseName(JobRow.RunningIndex);
        builder.HasIndex(row => row.FinishedAt).HasFilter("finished_at IS NOT NULL").HasDatabaseName(JobRow.FinishedIndex);
        // A backlog is counted from these alone; on the way of a delivery that succeeds at once they cost nothing.
        builder.HasIndex(row => row.SubscriptionId, "ix_jobs_held").HasFilter("state = 'held'");
        builder.HasIndex(row => row.SubscriptionId, "ix_jobs_waiting").HasFilter("state = 'retrying'");
        // The line in which ordered deliveries stand; others are not in it.
        builder.HasIndex(row => new { row.SubscriptionId, row.OrderingKey }, JobRow.OrderedIndex).HasFilter("ordering_key IS NOT NULL AND finished_at IS NULL");
        // Those without a key, and deliveries have none, are not in it. What is open stands first of its key, and what has ended in the order of its end.
        builder.HasIndex(row => new { row.Key, row.FinishedAt }, JobRow.KeyIndex).HasFilter("key IS NOT NULL");
        // Without those that wait for a worker or run: they have indexes of their own, and every job is one of them for a moment.
        builder.HasIndex(row => new { row.State, row.Id }).HasFilter("state NOT IN ('queued', 'running')").HasDatabaseName("ix_jobs_state");
        builder.HasIndex(row => row.ParentId).HasFilter("parent_id IS NOT NULL");
        builder.HasIndex(row => row.EventId).HasFilter("event_id IS NOT NULL");
        builder.HasIndex(row => new { row.SubscriptionId, row.Id }).HasFilter("subscription_id IS NOT NULL");
    }
}
