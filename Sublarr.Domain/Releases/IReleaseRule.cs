using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases;

/// <summary>
/// How one thing is found in a name. Found by scan: a new rule is one new file. Its pattern is matched against <see cref="ReleaseReading.Folded"/> (lower case,
/// dots and underscores as spaces) or, by <see cref="ReleaseReading.Words"/>, against the same behind a space. It repeats nothing without a bound, so that no name can
/// make it slow. It has no limit of time either: the limit that patterns have elsewhere would, on a machine that is busy with something else, be met by a thread that only
/// waits for its turn.
/// </summary>
public interface IReleaseRule
{
    /// <summary>When it runs: a step of <see cref="ReleaseStep"/>, and more for later in it.</summary>
    int Order { get; }

    /// <summary>What it looks for.</summary>
    Regex Pattern { get; }

    /// <summary>Marks what it finds.</summary>
    /// <param name="reading">The name.</param>
    /// <param name="pattern">Its pattern, or an equal one.</param>
    void Read(ReleaseReading reading, Regex pattern);
}

/// <summary>The steps of a reading. Within one, the smaller order goes first.</summary>
public static class ReleaseStep
{
    /// <summary>What does not belong to the name is cut off.</summary>
    public const int Noise = 100;

    /// <summary>Words that releases are tagged with are proposed.</summary>
    public const int Tags = 200;

    /// <summary>Seasons, episodes, dates and years are found.</summary>
    public const int Numbers = 300;

    /// <summary>The group is found.</summary>
    public const int Group = 400;

    /// <summary>What was proposed is settled before this step, and what is left in front is the title.</summary>
    public const int Title = 500;
}
