using System.Collections.Immutable;

namespace Sublarr.Web.Live;

/// <summary>Those who want to be called back. Nobody waits for them.</summary>
internal sealed class Listeners
{
    private ImmutableList<Func<Task>> _all = [];

    /// <summary>Calls back until disposed.</summary>
    public IDisposable Add(Func<Task> callback)
    {
        ImmutableInterlocked.Update(ref _all, all => all.Add(callback));
        return new Listener(this, callback);
    }

    /// <summary>Calls all of them. Each reports its own failure to its circuit.</summary>
    public void Call()
    {
        foreach (var callback in _all)
        {
            _ = callback();
        }
    }

    private sealed class Listener(Listeners owner, Func<Task> callback) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref owner._all, all => all.Remove(callback));
    }
}
