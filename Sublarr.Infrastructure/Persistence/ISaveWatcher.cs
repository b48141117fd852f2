namespace Sublarr.Infrastructure.Persistence;

/// <summary>Hears of every save through EF Core. Saves are made by people and few, so it does not ask what was saved.</summary>
internal interface ISaveWatcher
{
    /// <summary>Something is stored. Called with the write gate open, before whoever saved goes on: return at once.</summary>
    void Saved();
}
