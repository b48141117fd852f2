namespace Sublarr.Web.Subscriptions;

/// <summary>Waits for a pause in typing, so that not every letter is answered.</summary>
/// <param name="time">Measures the pause.</param>
internal sealed class TypingPause(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _typing;

    /// <summary>True after a pause; false when more was typed meanwhile, whose call comes to it instead, or when the page was closed.</summary>
    public async Task<bool> ComesAsync()
    {
        if (_typing is not null)
        {
            await _typing.CancelAsync();
            _typing.Dispose();
        }

        _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, time, _typing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
    }
}
