namespace Sublarr.Infrastructure.Persistence;

/// <summary>Lets one write transaction at a time through: contending SQLite writers stall each other for seconds, a queue in front of them does not.</summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Enter(CancellationToken cancellationToken) => _turn.Wait(cancellationToken);

    public Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Leave() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}
