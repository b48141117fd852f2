using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>The points of every key for episodes and for movies. Never changes; a change makes another.</summary>
public sealed class ScoringWeights : IEquatable<ScoringWeights>
{
    /// <summary>The fewest points of a key.</summary>
    public const int Lowest = -1000;

    /// <summary>The most points of a key.</summary>
    public const int Highest = 1000;

    private readonly int[] _episode;
    private readonly int[] _movie;

    private ScoringWeights(int[] episode, int[] movie) => (_episode, _movie) = (episode, movie);

    /// <summary>What applies until somebody changes it.</summary>
    public static ScoringWeights Default { get; } = new(DefaultsOf(MediaType.Episode), DefaultsOf(MediaType.Movie));

    /// <summary>The points of one key; 0 for a key that this kind of video cannot have.</summary>
    public int this[MediaType type, ScoringKey key] => Of(type)[(int)key];

    /// <summary>The points by position of the key's bit.</summary>
    public ReadOnlySpan<int> Of(MediaType type) => type == MediaType.Episode ? _episode : _movie;

    /// <summary>What a subtitle would score that matches in every way its type can: 100 %.</summary>
    public int Reachable(MediaType type)
    {
        var sum = 0;
        foreach (var points in Of(type))
        {
            sum += Math.Max(0, points);
        }

        return sum;
    }

    /// <summary>The same with another value at one key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The points are out of range.</exception>
    /// <exception cref="ArgumentException">That kind of video cannot have the key.</exception>
    public ScoringWeights With(MediaType type, ScoringKey key, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, Lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, Highest);
        if (ScoringKeyInfo.All[(int)key].DefaultOf(type) is null)
        {
            throw new ArgumentException($"{key} does not exist for a {type}.", nameof(key));
        }

        int[] changed = [.. Of(type)];
        changed[(int)key] = points;
        return type == MediaType.Episode ? new(changed, _movie) : new(_episode, changed);
    }

    /// <summary>The same with several other values.</summary>
    public ScoringWeights With(IEnumerable<WeightChange> changes) =>
        changes.Aggregate(this, (weights, change) => weights.With(change.Type, change.Key, change.Points));

    /// <summary>What differs from another set, in the order of the keys.</summary>
    public IEnumerable<WeightChange> DifferencesFrom(ScoringWeights other)
    {
        foreach (var type in (MediaType[])[MediaType.Episode, MediaType.Movie])
        {
            foreach (var info in ScoringKeyInfo.Of(type))
            {
                if (this[type, info.Key] != other[type, info.Key])
                {
                    yield return new(type, info.Key, this[type, info.Key]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(ScoringWeights? other) => other is not null && _episode.AsSpan().SequenceEqual(other._episode) && _movie.AsSpan().SequenceEqual(other._movie);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScoringWeights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_episode[0], _episode[6], _movie[0], _movie[6]);

    private static int[] DefaultsOf(MediaType type) => [.. ScoringKeyInfo.All.Select(info => info.DefaultOf(type) ?? 0)];
}

/// <summary>The points that one key has, or is to have.</summary>
/// <param name="Type">For episodes or for movies.</param>
/// <param name="Key">The key.</param>
/// <param name="Points">Its points.</param>
public readonly record struct WeightChange(MediaType Type, ScoringKey Key, int Points);
