namespace Sublarr.Domain.Upgrades;

/// <summary>When a better subtitle is looked for again after a look in vain: most better ones come within days, so it is the next night at first, and once in two weeks in the end.</summary>
public static class UpgradePace
{
    // A run of the night begins when the one before did, give or take a few minutes.
    private static readonly TimeSpan slack = TimeSpan.FromHours(2);

    private static readonly int[] nights = [1, 2, 4, 7, 14];

    /// <summary>The earliest time of the next look.</summary>
    /// <param name="looks">How often it was looked for in vain, the last time included; at least 1.</param>
    /// <param name="now">The end of the last look.</param>
    public static DateTimeOffset NextAfter(int looks, DateTimeOffset now) => now + TimeSpan.FromDays(nights[Math.Clamp(looks, 1, nights.Length) - 1]) - slack;
}
