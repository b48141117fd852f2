namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Durations in steps of a fifth, from a tenth of a millisecond to days: counts of them tell any percentile to within a tenth.</summary>
public static class DurationBucket
{
    /// <summary>Steps from one duration to its double.</summary>
    private const int Steps = 4;

    private const double Shortest = 0.1;
    private const int Last = 127;

    /// <summary>The bucket of a duration.</summary>
    public static int Of(double milliseconds) =>
        milliseconds <= Shortest ? 0 : Math.Min(Last, (int)(Math.Log2(milliseconds / Shortest) * Steps));

    /// <summary>The duration in the middle of a bucket, in milliseconds.</summary>
    public static double MiddleOf(int bucket) => Shortest * Math.Pow(2, (bucket + 0.5) / Steps);

    /// <summary>The duration, in milliseconds, that a share of all attempts did not exceed; null without attempts.</summary>
    /// <param name="counts">Attempts by bucket.</param>
    /// <param name="share">0.95 for the slowest twentieth.</param>
    public static double? Percentile(IEnumerable<(int Bucket, int Count)> counts, double share)
    {
        var sorted = counts.Where(pair => pair.Count > 0).OrderBy(pair => pair.Bucket).ToList();
        var wanted = Math.Ceiling(sorted.Sum(pair => (long)pair.Count) * share);
        foreach (var (bucket, count) in sorted)
        {
            wanted -= count;
            if (wanted <= 0)
            {
                return MiddleOf(bucket);
            }
        }

        return null;
    }
}
