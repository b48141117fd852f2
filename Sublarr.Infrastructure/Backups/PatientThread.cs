namespace Sublarr.Infrastructure.Backups;

/// <summary>Waits for the end of work on a thread of its own, which looks at its token between two calls of the file system.</summary>
internal static class PatientThread
{
    // After that it hangs in a call that nothing ends: a share that no longer answers.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What came of it. Who stops it waits until it has cleared up, unless it hangs.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<T> EndAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            // Nobody waits for it any more if it hangs: what it throws then is read here.
            _ = work.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await Task.WhenAny(work, Task.Delay(Grace, TimeProvider.System, CancellationToken.None));
            if (work.IsCompletedSuccessfully)
            {
                return await work;
            }

            throw;
        }
    }
}
