using Microsoft.AspNetCore.Components;

namespace Sublarr.Web.Live;

/// <summary>
/// A component that follows what happens. It is to listen before it reads: what happens while it reads would else be shown by the next change only.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private IDisposable? _listening;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _listening?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Follows what happens from now on, until disposed.</summary>
    /// <param name="show">Shows a batch, on the circuit's thread.</param>
    /// <param name="concerns">Whether a batch has to do with this component. One of which something is missing always has.</param>
    /// <param name="pause">The shortest time between two updates.</param>
    protected void Listen(Func<LiveBatch, Task> show, Func<LiveBatch, bool> concerns, TimeSpan pause) =>
        _listening = Feed.Subscribe(batch => batch.Missed > 0 || concerns(batch) ? ShowAsync(show, batch) : Task.CompletedTask, pause);

    private async Task ShowAsync(Func<LiveBatch, Task> show, LiveBatch batch)
    {
        try
        {
            await InvokeAsync(() => show(batch));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
