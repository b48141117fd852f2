namespace Sublarr.Domain.Wanted;

/// <summary>Hears that what is wanted has changed, once that is on disk. Called on the hot path: return at once.</summary>
public interface IWantedWatch
{
    /// <summary>Something is wanted, or is no longer, or was looked for.</summary>
    void WantedChanged();
}
