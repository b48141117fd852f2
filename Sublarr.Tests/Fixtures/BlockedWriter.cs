using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Tests.Fixtures;

/// <summary>Keeps the writer within a transaction until it is let go: whatever needs another waits, and nothing is claimed meanwhile.</summary>
internal sealed class BlockedWriter(Engine engine) : IAsyncDisposable
{
    private readonly GroupCommit _writer = engine.Get<GroupCommit>();
    private readonly ManualResetEventSlim _release = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _write = Task.CompletedTask;

    /// <summary>Keeps it from now on.</summary>
    public Task HoldAsync()
    {
        Hold();
        return _entered.Task.WaitAsync(Eventually.Patience);
    }

    /// <summary>Keeps it in the transaction that follows the next one. Who has the write gate decides what is in the next: all that is handed over until he leaves it.</summary>
    public void HoldAfterNext() => _ = _writer.WriteAsync(
        WriteUrgency.Awaited,
        session =>
        {
            session.AfterCommit(Hold);
            return true;
        },
        CancellationToken.None);

    /// <summary>Lets it go; done when its transaction is committed.</summary>
    public async Task ReleaseAsync()
    {
        _release.Set();
        await _write;
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _release.Dispose();
    }

    private void Hold() => _write = _writer.WriteAsync(
        WriteUrgency.Awaited,
        _ =>
        {
            _entered.TrySetResult();
            return _release.Wait(Eventually.Patience);
        },
        CancellationToken.None);
}
