using System.Threading.Channels;

namespace Sublarr.Infrastructure.Arr;

/// <summary>
/// Asks the file system, which may be that of a server that no longer answers: such a call hangs in the kernel, and nothing ends it. It is
/// left to a thread of its own and waited for only so long. Few ask at a time, and who comes while they do waits for a place.
/// </summary>
internal sealed class PatientDisk(TimeProvider time)
{
    /// <summary>How long one answer is waited for, and a place before it. A disk that sleeps needs some ten seconds to wake.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>So many look at a time, and so many threads may hang: then nobody asks any more until one of them is back.</summary>
    public const int MostAsking = 8;

    // One in it for each look. Unlike a semaphore it need not be disposed of, which is no good while threads hang that will give places back.
    private readonly Channel<bool> _looks = Channel.CreateBounded<bool>(MostAsking);
    private readonly LookThreads _threads = new();
    private int _hanging;

    /// <summary>What the disk answers.</summary>
    /// <param name="question">Calls of the file system alone.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public async Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        await PlaceAsync(cancellationToken);
        var answer = Task.Factory.StartNew(() => Answer(question), CancellationToken.None, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, _threads);
        try
        {
            return await answer.WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception) when (!answer.IsCompleted)
        {
            Interlocked.Increment(ref _hanging);
            // Nobody waits for it any more: what it threw is read here.
            _ = answer.ContinueWith(
                late => (Interlocked.Decrement(ref _hanging), late.Exception), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    private T Answer<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        finally
        {
            _looks.Reader.TryRead(out _);
        }
    }

    // Places that looks hang in will not be free in time: ten thousand videos on a server that is gone wait thirty seconds once, not each.
    private async Task PlaceAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _hanging) >= MostAsking)
        {
            throw new TimeoutException("Too many earlier looks at it still hang.");
        }

        if (_looks.Writer.TryWrite(true))
        {
            return;
        }

        using var impatience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatience.Token, cancellationToken);
        try
        {
            await _looks.Writer.WriteAsync(true, either.Token);
        }
        catch (OperationCanceledException patienceEnded) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The looks before this one are not answered.", patienceEnded);
        }
    }
}
