using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Jobs between their queuing and the claim of their first attempt, mostly a moment: nothing need be read from disk that was just written. What is not here is read.
/// Used on the writer's thread only.
/// </summary>
internal sealed class JobsInHand
{
    /// <summary>The most of them. The oldest stay when more come: they are claimed first.</summary>
    public const int Limit = 4096;

    /// <summary>The longest payload of one, in characters.</summary>
    public const int LongestPayload = 1024;

    private readonly Dictionary<long, Job> _jobs = [];

    /// <summary>Keeps a job that was queued, once that is on disk.</summary>
    public void Put(Job job)
    {
        if (_jobs.Count < Limit && job.Payload.Length <= LongestPayload)
        {
            _jobs[job.Id] = job;
        }
    }

    /// <summary>A job that is being claimed, as it was queued; null when it has to be read.</summary>
    public Job? Take(long id) => _jobs.Remove(id, out var job) ? job : null;
}
