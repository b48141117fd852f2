namespace Sublarr.Web.Security;

/// <summary>
/// Slows down who guesses passwords, by place and by account, and never shuts out the administrator: a browser that has signed
/// in before is counted by itself, and a place that has not tried yet is let in however much others guess. It is kept in
/// memory, so a start forgets it.
/// </summary>
internal sealed class GuessBrake(TimeProvider time, FailureTime failure)
{
    /// <summary>Tries of one place, or of one known browser, without a wait.</summary>
    public const int FreeTries = 5;

    /// <summary>Tries of one account by strangers without a wait.</summary>
    public const int FreeTriesOfAccount = 10;

    /// <summary>Said of every failure: the words must not tell which names exist, nor who is slowed down.</summary>
    public const string Words = "That did not work. Check the user name and the password; after several tries, wait a minute before the next.";

    private const int LongestName = 100;

    private readonly Slowdown _devices = new(time, FreeTries, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    private readonly Slowdown _networks = new(time, FreeTries, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5));
    private readonly Slowdown _accounts = new(time, FreeTriesOfAccount, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>Counts a try; false when it comes too early to be looked at.</summary>
    public bool TryTake(string userName, Visitor visitor)
    {
        if (IsKnown(userName, visitor))
        {
            return _devices.TryTake(visitor.Device!.Id);
        }

        var isFirst = !_networks.Knows(visitor.Network);
        return _networks.TryTake(visitor.Network) && (_accounts.TryTake(AccountOf(userName)) || isFirst);
    }

    /// <summary>The password was right.</summary>
    public void Forgive(string userName, Visitor visitor)
    {
        if (visitor.Device is { } device)
        {
            _devices.Forgive(device.Id);
        }

        _networks.Forgive(visitor.Network);
        _accounts.Forgive(AccountOf(userName));
    }

    /// <summary>True when this account was signed in to with this browser before.</summary>
    public static bool IsKnown(string userName, Visitor visitor) =>
        visitor.Device is { } device && string.Equals(device.UserName, userName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Now, for <see cref="FailAsync"/>.</summary>
    public long Start() => time.GetTimestamp();

    /// <summary>Holds a failure back until it took as long as every other: the time must not tell what was looked at, and who guesses shall wait.</summary>
    public async Task FailAsync(long start, CancellationToken cancellationToken)
    {
        var left = failure.Time - time.GetElapsedTime(start);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    private static string AccountOf(string userName) => (userName.Length > LongestName ? userName[..LongestName] : userName).ToUpperInvariant();
}

/// <summary>How long a refused sign-in takes at least.</summary>
internal sealed record FailureTime(TimeSpan Time);
