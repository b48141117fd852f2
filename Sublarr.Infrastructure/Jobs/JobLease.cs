namespace Sublarr.Infrastructure.Jobs;

/// <summary>Who this process is, and how long it holds a job without a word.</summary>
internal sealed class JobLease
{
    /// <summary>How long a lease lasts unless it is renewed.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>How often leases are renewed.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    /// <summary>This process, different at each start.</summary>
    public string Owner { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    public DateTimeOffset Until(DateTimeOffset now) => now + Length;
}
