using System.Collections.Concurrent;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Web.Security;

/// <summary>
/// One thread of its own for the hashing of passwords, which is slow on purpose: however many guess, they take one core at
/// most, and no thread that answers requests. Browsers that somebody has signed in with go first; what finds no room is refused.
/// </summary>
internal sealed class PasswordLane : IDisposable
{
    /// <summary>How many strangers may wait: some seconds of work.</summary>
    public const int StrangersWaiting = 32;

    /// <summary>How many known browsers may wait.</summary>
    public const int KnownWaiting = 32;

    private readonly BlockingCollection<Action> _known = new(KnownWaiting);
    private readonly BlockingCollection<Action> _strangers = new(StrangersWaiting);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Thread _thread;

    public PasswordLane()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "passwords" };
        _thread.Start();
    }

    /// <summary>Runs it when its turn comes; the default when too many wait already.</summary>
    public async Task<T?> RunAsync<T>(Func<T?> work, bool isKnown, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (isKnown ? _known : _strangers).TryAdd(() => Run(work, done, cancellationToken), 0, cancellationToken) ? await done.Task : default;
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _thread.Join();
        _known.Dispose();
        _strangers.Dispose();
        _stopped.Dispose();
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        // Nobody waits for the answer any more.
        if (cancellationToken.IsCancellationRequested)
        {
            done.SetCanceled(cancellationToken);
            return;
        }

        try
        {
            done.SetResult(work());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void Work()
    {
        ThreadNiceness.GiveWay();
        BlockingCollection<Action>[] byRank = [_known, _strangers];
        try
        {
            while (true)
            {
                BlockingCollection<Action>.TakeFromAny(byRank, out var next, _stopped.Token);
                next!();
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Sublarr stops.
        }
    }
}
