namespace Sublarr.Infrastructure.Library;

/// <summary>Rings when videos have changed. Many changes ring once.</summary>
internal sealed class VideoChangeBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Something has changed, and is on disk.</summary>
    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Waits for the next ring; one that nobody waited for counts.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _rung.WaitAsync(cancellationToken);

    public void Dispose() => _rung.Dispose();
}
