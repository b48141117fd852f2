namespace Sublarr.Web.Security;

/// <summary>
/// Lets one change of an account through at a time. Two first administrators would not hinder each other in the database,
/// and guesses sent side by side would all be counted as the first.
/// </summary>
internal sealed class AccountGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
