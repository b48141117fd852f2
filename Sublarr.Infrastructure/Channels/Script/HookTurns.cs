using System.ComponentModel;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>What becomes of an event that comes while its hook is still running for another.</summary>
public enum WorkingMode
{
    /// <summary>It waits its turn; every event is run for, in order.</summary>
    [Description("Queue it: it waits its turn, and every event is run for")]
    Queue,

    /// <summary>It is not run for.</summary>
    [Description("Skip it: it is not run for, and the log says so")]
    Skip,

    /// <summary>The run that is going on is stopped, and those that wait are given up: the newest event counts.</summary>
    [Description("Replace the run: what runs is stopped, and the newest event counts")]
    Replace,
}

/// <summary>Lets one run of each hook go on at a time, and says by its working mode which deliveries get one at all.</summary>
internal sealed class HookTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<HookTurn>> _lines = [];

    /// <summary>How many deliveries to one hook must be let in, for the mode to decide about them.</summary>
    public static int PlacesFor(WorkingMode mode) => mode switch
    {
        // The run, and one that is skipped.
        WorkingMode.Skip => 2,

        // The run that is ending, the one that waits for that, and a newer one that takes its place.
        WorkingMode.Replace => 3,
        _ => 1,
    };

    /// <summary>Gets into line. What a person tries out waits and is waited for: it neither replaces nor is skipped or replaced.</summary>
    /// <param name="delivery">What is to be run for.</param>
    /// <param name="mode">The hook's working mode.</param>
    /// <param name="busyWith">The delivery it is skipped for.</param>
    /// <param name="stop">Sublarr stops, or a person cancels it.</param>
    /// <returns>The turn, to be disposed of when the run is over; null when the delivery is skipped.</returns>
    public HookTurn? Enter(Delivery delivery, WorkingMode mode, out long busyWith, CancellationToken stop)
    {
        List<HookTurn> replaced = [];
        HookTurn mine;
        lock (_gate)
        {
            var line = LineOf(delivery.Subscription.Id);
            var facts = line.FindAll(turn => !turn.IsTest);
            busyWith = facts is [var first, ..] ? first.JobId : 0;
            if (mode == WorkingMode.Skip && !delivery.IsTest && facts.Count > 0)
            {
                return null;
            }

            if (mode == WorkingMode.Replace && !delivery.IsTest)
            {
                replaced = facts;
            }

            mine = new HookTurn(delivery.JobId, delivery.IsTest, turn => Leave(delivery.Subscription.Id, turn), stop);
            line.Add(mine);
            Advance(line);
        }

        foreach (var turn in replaced)
        {
            turn.Replace(delivery.JobId);
        }

        return mine;
    }

    private static void Advance(List<HookTurn> line)
    {
        if (line is [var first, ..])
        {
            first.Come();
        }
    }

    private List<HookTurn> LineOf(long subscriptionId)
    {
        if (!_lines.TryGetValue(subscriptionId, out var line))
        {
            _lines[subscriptionId] = line = [];
        }

        return line;
    }

    private void Leave(long subscriptionId, HookTurn turn)
    {
        lock (_gate)
        {
            var line = LineOf(subscriptionId);
            line.Remove(turn);
            Advance(line);
            if (line.Count == 0)
            {
                _lines.Remove(subscriptionId);
            }
        }
    }
}

/// <summary>One delivery's place in the line of its hook.</summary>
/// <param name="jobId">The delivery.</param>
/// <param name="isTest">True when a person tries it out.</param>
/// <param name="leave">Gives the place up.</param>
/// <param name="stop">Sublarr stops, or a person cancels it.</param>
internal sealed class HookTurn(long jobId, bool isTest, Action<HookTurn> leave, CancellationToken stop) : IDisposable
{
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _replacedBy;

    public long JobId => jobId;

    public bool IsTest => isTest;

    /// <summary>The newer delivery that took its place; null when none did.</summary>
    public long? ReplacedBy => Volatile.Read(ref _replacedBy) is > 0 and var newer ? newer : null;

    /// <summary>The run has to end: it was replaced or cancelled, or Sublarr stops.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Waits until nobody is before it. False when it has to end before it has begun.</summary>
    public async Task<bool> ComesAsync()
    {
        try
        {
            await _first.Task.WaitAsync(Token);
            return !Token.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Come() => _first.TrySetResult();

    public void Replace(long newer)
    {
        Volatile.Write(ref _replacedBy, newer);
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended between being found and being stopped: that is what was wanted.
        }
    }

    public void Dispose()
    {
        leave(this);
        _over.Dispose();
    }
}
