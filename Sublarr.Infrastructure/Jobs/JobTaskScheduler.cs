namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// Runs the steps of jobs on the threads of the pool, and keeps one of them in the pool's line at a time: what a person or a sender waits for
/// stands behind one step, and not behind those of a hundred jobs. As a step begins, the next gets in line, so that one that blocks holds up no other.
/// </summary>
internal sealed class JobTaskScheduler : TaskScheduler, IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<Task> _steps = new();
    private bool _isInLine;

    /// <summary>Starts a piece of work, all steps of which run here.</summary>
    /// <param name="work">Deals with its own errors.</param>
    public void Start(Func<Task> work) => _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    void IThreadPoolWorkItem.Execute()
    {
        Task step;
        bool areMore;
        lock (_lock)
        {
            step = _steps.Dequeue();
            areMore = _isInLine = _steps.Count > 0;
        }

        if (areMore)
        {
            GetInLine();
        }

        TryExecuteTask(step);
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            _steps.Enqueue(task);
            if (_isInLine)
            {
                return;
            }

            _isInLine = true;
        }

        GetInLine();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return [.. _steps];
        }
    }

    // At the end of the line that all share: a thread's own goes first, and would keep others waiting.
    private void GetInLine() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
