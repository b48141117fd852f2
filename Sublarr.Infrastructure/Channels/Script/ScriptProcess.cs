using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>One script that was started: feeds it, drains it, and ends it with all that came of it.</summary>
internal sealed class ScriptProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GraceStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DrainAfterExit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DrainAfterKill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CatchUpAtMost = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KillStep = TimeSpan.FromMilliseconds(20);
    private const int KillSteps = 40;

    private readonly TimeProvider _time;
    private readonly ProcessFamily _family;
    private readonly CancellationTokenSource _stopStreams = new();
    private readonly ScriptStreams _streams;

    private ScriptProcess(ProcessFamily family, byte[] input, TimeProvider time)
    {
        _time = time;
        _family = family;
        _streams = new ScriptStreams(family.Leader, input, _stopStreams.Token);
    }

    public OutputTail Output => _streams.Output;

    public OutputTail Error => _streams.Error;

    /// <summary>Completes when the script has ended, whoever still holds its output.</summary>
    public Task Exited => _family.Leader.Exited;

    /// <summary>Completes when it has printed more than it may.</summary>
    public Task Flooded => _streams.Flooded;

    public int? ExitCode => Exited.IsCompleted ? _family.Leader.Exited.GetAwaiter().GetResult() : null;

    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">This process has no descriptor left for its pipes.</exception>
    public static ScriptProcess Start(ProgramStart start, string runId, byte[] input, TimeProvider time) =>
        new(ProcessFamilies.Ours.Start(start, runId), input, time);

    /// <summary>Learns who belongs to it, and takes away zombies.</summary>
    public void Observe() => ProcessFamilies.Ours.Observe(_family);

    /// <summary>After a normal exit: what still comes is read for a moment, then what was left behind is killed. Returns how many that were.</summary>
    public async Task<int> FinishAsync()
    {
        await WaitAsync(_streams.Drained, DrainAfterExit);
        return await KillAllAsync();
    }

    /// <summary>Asks the whole group to end, and after a grace kills all that came of it. Returns how many had to be killed.</summary>
    public async Task<int> StopAsync()
    {
        Observe();
        Posix.SignalGroup(_family.LeaderId, Posix.Terminate);
        var asked = _time.GetTimestamp();
        while (_time.GetElapsedTime(asked) < Grace && !(Exited.IsCompleted && !Posix.GroupExists(_family.LeaderId)))
        {
            await Task.Delay(GraceStep, _time, CancellationToken.None);
            Observe();
        }

        Posix.SignalGroup(_family.LeaderId, Posix.Kill);
        return await KillAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopStreams.CancelAsync();
        await _streams.Drained;
        _stopStreams.Dispose();
        ProcessFamilies.Ours.Leave(_family);
    }

    // Members fork while the table is read, so this goes on until nobody is left.
    private async Task<int> KillAllAsync()
    {
        var killed = new HashSet<(int, long)>();
        for (var step = 0; step < KillSteps; step++)
        {
            var members = ProcessFamilies.Ours.Kill(_family);
            if (members.Count == 0)
            {
                break;
            }

            killed.UnionWith(members.Where(member => !member.IsEnding).Select(member => (member.Id, member.BornAt)));
            await Task.Delay(KillStep, _time, CancellationToken.None);
        }

        await WaitAsync(Task.WhenAll(Exited, _streams.Drained), DrainAfterKill);
        await CatchUpAsync();
        return killed.Count;
    }

    // Nobody in reach prints any more. What is still in the pipes only waits for its turn to be read; where nothing is, a process out of reach holds them.
    private async Task CatchUpAsync()
    {
        var since = _time.GetTimestamp();
        while (_streams.IsBehind && _time.GetElapsedTime(since) < CatchUpAtMost)
        {
            await Task.Delay(KillStep, _time, CancellationToken.None);
        }
    }

    // Not cancellable: a shutdown is the reason to be here, and the time is bounded.
    private Task WaitAsync(Task task, TimeSpan atMost) => task.IsCompleted ? Task.CompletedTask : Task.WhenAny(task, Task.Delay(atMost, _time, CancellationToken.None));
}
