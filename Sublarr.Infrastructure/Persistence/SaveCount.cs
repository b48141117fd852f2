namespace Sublarr.Infrastructure.Persistence;

/// <summary>How often something was saved through EF Core. Who keeps a part of the database in memory compares it with what it was when they read.</summary>
internal sealed class SaveCount
{
    private volatile int _saves = 1;

    /// <summary>Rises with each save; never 0.</summary>
    public int Now => _saves;

    /// <summary>Something is stored. Raised on the way of whoever saved: return at once, and throw nothing.</summary>
    public event Action? Happened;

    /// <summary>Something is stored. Called before whoever saved goes on, so that they meet nothing that is older.</summary>
    public void Saved()
    {
        Interlocked.Increment(ref _saves);
        Happened?.Invoke();
    }
}
