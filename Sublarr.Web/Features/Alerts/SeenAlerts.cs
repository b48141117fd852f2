using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Alerts;

/// <summary>Tells the open tabs that alerts were marked as read in another one.</summary>
public sealed class SeenAlerts
{
    private readonly Listeners _listeners = new();

    /// <summary>Calls back whenever it happens, until disposed.</summary>
    public IDisposable Subscribe(Func<Task> callback) => _listeners.Add(callback);

    /// <summary>Something was marked as read.</summary>
    public void Changed() => _listeners.Call();
}
