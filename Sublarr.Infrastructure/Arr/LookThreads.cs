using System.Diagnostics.CodeAnalysis;

namespace Sublarr.Infrastructure.Arr;

/// <summary>
/// The threads that look at disks, away from the pool, whose threads must not hang. Each waits a while for the next look before it ends: to start one costs
/// more than what most looks take. There are as many as look at a time.
/// </summary>
internal sealed class LookThreads : TaskScheduler
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Queue<Task> _looks = new();
    private int _waiting;

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _looks.Enqueue(task);
            if (_waiting >= _looks.Count)
            {
                Monitor.Pulse(_gate);
                return;
            }
        }

        new Thread(Work) { IsBackground = true, Name = "Looks at disks" }.Start();
    }

    /// <inheritdoc/>
    /// <remarks>Never on the thread of who asks, which must not hang.</remarks>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return [.. _looks];
        }
    }

    private void Work()
    {
        while (TryTake(out var look))
        {
            TryExecuteTask(look);
        }
    }

    private bool TryTake([NotNullWhen(true)] out Task? look)
    {
        lock (_gate)
        {
            while (!_looks.TryDequeue(out look))
            {
                _waiting++;
                var isCalled = Monitor.Wait(_gate, Patience);
                _waiting--;
                if (!isCalled && _looks.Count == 0)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
