namespace Sublarr.Web.Security;

/// <summary>Lets a few tries through and makes each further one wait twice as long. What was refused for coming too early does not lengthen the wait.</summary>
/// <param name="time">The clock.</param>
/// <param name="free">Tries without a wait.</param>
/// <param name="first">The first wait.</param>
/// <param name="longest">The longest wait.</param>
internal sealed class Slowdown(TimeProvider time, int free, TimeSpan first, TimeSpan longest)
{
    /// <summary>How many it keeps in mind; beyond it the older half is forgotten.</summary>
    public const int Limit = 10_000;

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>Counts a try; false when it comes too early.</summary>
    public bool TryTake(string key)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var known = Find(key, now);
            if (time.GetElapsedTime(known.Last, now) < WaitAfter(known.Count))
            {
                return false;
            }

            MakeRoom();
            _tries[key] = new(known.Count + 1, now);
            return true;
        }
    }

    /// <summary>True when there was a try lately.</summary>
    public bool Knows(string key)
    {
        lock (_gate)
        {
            return Find(key, time.GetTimestamp()).Count > 0;
        }
    }

    /// <summary>Forgets the tries: the last was good.</summary>
    public void Forgive(string key)
    {
        lock (_gate)
        {
            _tries.Remove(key);
        }
    }

    private Tries Find(string key, long now) =>
        _tries.TryGetValue(key, out var known) && time.GetElapsedTime(known.Last, now) < ForgottenAfter ? known : default;

    private TimeSpan WaitAfter(int count)
    {
        const int mostDoublings = 20;
        if (count < free)
        {
            return TimeSpan.Zero;
        }

        var wait = first * Math.Pow(2, Math.Min(count - free, mostDoublings));
        return wait < longest ? wait : longest;
    }

    private void MakeRoom()
    {
        if (_tries.Count < Limit)
        {
            return;
        }

        foreach (var (key, _) in _tries.OrderBy(known => known.Value.Last).Take(Limit / 2).ToList())
        {
            _tries.Remove(key);
        }
    }

    private readonly record struct Tries(int Count, long Last);
}
