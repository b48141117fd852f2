namespace Sublarr.Infrastructure.Persistence;

/// <summary>A write on its way to disk, and who waits for it.</summary>
internal abstract class PendingWrite(WriteUrgency urgency, long handedOverAt)
{
    public WriteUrgency Urgency => urgency;

    /// <summary>When it was handed over, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long HandedOverAt => handedOverAt;

    /// <summary>Makes the write, which is not on disk by that.</summary>
    public abstract void Run(WriteSession session);

    /// <summary>It is on disk.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it is stored.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A write with a result.</summary>
internal sealed class PendingWrite<T>(Func<WriteSession, T> write, WriteUrgency urgency, long handedOverAt) : PendingWrite(urgency, handedOverAt)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Ends with the commit.</summary>
    public Task<T> Completion => _completion.Task;

    public override void Run(WriteSession session) => _result = write(session);

    public override void Complete() => _completion.SetResult(_result!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}
