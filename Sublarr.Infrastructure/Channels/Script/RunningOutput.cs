using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>What scripts have printed that are still running.</summary>
public interface IRunningOutput
{
    /// <summary>What the run of a delivery has printed so far, again and again as it prints more, until cancelled. Waits for the run to begin.</summary>
    /// <param name="jobId">The delivery.</param>
    /// <param name="pause">The shortest time between two answers; what is printed meanwhile comes with the next.</param>
    /// <param name="cancellationToken">Nobody looks any more.</param>
    IAsyncEnumerable<PrintedSoFar> WatchAsync(long jobId, TimeSpan pause, CancellationToken cancellationToken);
}

/// <summary>What a running script has printed.</summary>
/// <param name="Output">The end of its standard output.</param>
/// <param name="Error">The end of its standard error.</param>
/// <param name="OutputBytes">Bytes of standard output in all.</param>
/// <param name="ErrorBytes">Bytes of standard error in all.</param>
public sealed record PrintedSoFar(string Output, string Error, long OutputBytes, long ErrorBytes);

/// <summary>Tells those who look on what running scripts print. A script never waits for them: it leaves a mark, and they read at their own speed.</summary>
internal sealed class RunningOutput(TimeProvider time) : IRunningOutput
{
    /// <summary>How many characters of the end are shown of each stream.</summary>
    public const int Shown = 16 * 1024;

    private readonly ConcurrentDictionary<long, (OutputTail Output, OutputTail Error)> _runs = new();
    private readonly ConcurrentDictionary<Channel<bool>, long> _watchers = new();

    /// <summary>Lets a run be looked at until disposed.</summary>
    public IDisposable Show(long jobId, OutputTail output, OutputTail error)
    {
        output.Tell(() => Mark(jobId));
        error.Tell(() => Mark(jobId));
        _runs[jobId] = (output, error);
        Mark(jobId);
        return new Run(this, jobId, output, error);
    }

    public async IAsyncEnumerable<PrintedSoFar> WatchAsync(long jobId, TimeSpan pause, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One mark is enough, however much was printed since it was seen.
        var marks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _watchers[marks] = jobId;
        marks.Writer.TryWrite(true);
        try
        {
            while (await marks.Reader.WaitToReadAsync(cancellationToken))
            {
                marks.Reader.TryRead(out _);
                if (_runs.TryGetValue(jobId, out var run))
                {
                    yield return new(EndOf(run.Output), EndOf(run.Error), run.Output.Total, run.Error.Total);
                    await Task.Delay(pause, time, cancellationToken);
                }
            }
        }
        finally
        {
            _watchers.TryRemove(marks, out _);
        }
    }

    private static string EndOf(OutputTail tail)
    {
        var text = tail.ReadText();
        var start = text.Length - Shown;
        return start <= 0 ? text : "…" + text[(char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }

    private void Mark(long jobId)
    {
        foreach (var (marks, watched) in _watchers)
        {
            if (watched == jobId)
            {
                marks.Writer.TryWrite(true);
            }
        }
    }

    private sealed class Run(RunningOutput owner, long jobId, OutputTail output, OutputTail error) : IDisposable
    {
        // Another attempt of the same delivery may have begun: that one stays.
        public void Dispose() => owner._runs.TryRemove(KeyValuePair.Create(jobId, (output, error)));
    }
}
