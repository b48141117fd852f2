using System.Collections.Immutable;

namespace Sublarr.Web.Features.Alerts;

/// <summary>Tells the open tabs that alerts were marked as read in another one.</summary>
public sealed class SeenAlerts
{
    private ImmutableList<Func<Task>> _listeners = [];

    /// <summary>Calls back whenever it happens, until disposed.</summary>
    public IDisposable Subscribe(Func<Task> callback)
    {
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(callback));
        return new Listener(this, callback);
    }

    /// <summary>Something was marked as read.</summary>
    public void Changed()
    {
        foreach (var listener in _listeners)
        {
            // Each reports its own failure to its circuit.
            _ = listener();
        }
    }

    private sealed class Listener(SeenAlerts owner, Func<Task> callback) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref owner._listeners, listeners => listeners.Remove(callback));
    }
}
