namespace Sublarr.Infrastructure.Configuration;

/// <summary>How urgent the calling thread is to the system.</summary>
public static class ThreadNiceness
{
    /// <summary>Lets all other work on the cores go first. <see cref="Thread.Priority"/> would not: on Linux .NET does nothing with it.</summary>
    public static void GiveWay() => Posix.GiveWay();
}
