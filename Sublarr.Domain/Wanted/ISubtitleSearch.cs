using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;

namespace Sublarr.Domain.Wanted;

/// <summary>Looks for subtitles of a video at all who have some, and puts the best beside it.</summary>
public interface ISubtitleSearch
{
    /// <summary>Why nothing can be looked for, as a sentence with what helps; null when it can.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken);

    /// <summary>Looks for subtitles. What goes wrong is an answer, not an exception.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="wanted">What it lacks, the most wanted first; at least one.</param>
    /// <param name="origin">Who wanted it.</param>
    /// <param name="cause">The job that asks.</param>
    /// <param name="cancellationToken">Stops it; what is placed by then stays.</param>
    /// <returns>What came of each, in their order.</returns>
    Task<IReadOnlyList<SearchedSubtitle>> SearchAsync(long videoId, IReadOnlyList<WantedSubtitle> wanted, SearchOrigin origin, EventCause cause, CancellationToken cancellationToken);
}

/// <summary>What came of looking for one subtitle.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Note">The same as a sentence that a person reads.</param>
public sealed record SearchedSubtitle(SearchOutcome Outcome, string Note)
{
    /// <summary>Who had the one that was taken; null when none was.</summary>
    public string? Provider { get; init; }

    /// <summary>When those who could not be asked, or deliver nothing more today, may be asked again, in UTC; null when nobody said.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What the best one scored; null when nothing was found.</summary>
    public int? Score { get; init; }
}

/// <summary>What came of looking for a subtitle.</summary>
public enum SearchOutcome
{
    /// <summary>One lies beside the video now.</summary>
    Downloaded,

    /// <summary>Nobody had one.</summary>
    NotFound,

    /// <summary>What there was is not good enough.</summary>
    BelowMinimum,

    /// <summary>Nobody could be asked, or what was found could not be put in place.</summary>
    Failed,
}
