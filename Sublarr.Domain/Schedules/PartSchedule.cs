using Sublarr.Domain.Jobs;

namespace Sublarr.Domain.Schedules;

/// <summary>One of the schedules that an <see cref="IScheduleSource"/> tells of: it does a part of what another does.</summary>
/// <param name="Key">Its name for machines, in kebab-case.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Description">What it does, as a sentence.</param>
/// <param name="Usual">When it would run by itself if that other were gone.</param>
/// <param name="Job">The job it queues.</param>
/// <param name="Follows">The key of that other, whose times it keeps until it is given its own.</param>
public sealed record PartSchedule(string Key, string Name, string Description, Trigger Usual, NewJob Job, string Follows) : ISchedule;
