namespace Sublarr.Infrastructure.Arr;

/// <summary>
/// Asks the file system, which may be that of a server that no longer answers: such a call hangs in the kernel, and nothing ends it. It is
/// left to a thread of its own and waited for only so long.
/// </summary>
internal sealed class PatientDisk(TimeProvider time)
{
    /// <summary>How long one answer is waited for. A disk that sleeps needs some ten seconds to wake.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>So many threads may hang; then nobody asks any more until one of them is back.</summary>
    private const int MostAsking = 8;

    private int _asking;

    /// <summary>What the disk answers.</summary>
    /// <param name="question">Calls of the file system alone.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public async Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _asking) > MostAsking)
        {
            Interlocked.Decrement(ref _asking);
            throw new TimeoutException("Too many earlier looks at it still hang.");
        }

        var answer = Task.Factory.StartNew(() => Answer(question), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await answer.WaitAsync(Patience, time, cancellationToken);
    }

    private T Answer<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }
    }
}
