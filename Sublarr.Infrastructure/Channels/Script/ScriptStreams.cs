using System.Buffers;
using System.IO.Pipes;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The three streams of a script. Output is always drained, kept or not: a full pipe would stop the script.</summary>
internal sealed class ScriptStreams
{
    /// <summary>Bytes a run may print before it is ended.</summary>
    public const long Limit = 64 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    private readonly TaskCompletionSource _flooded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly (PipeStream Pipe, Task Read)[] _printing;
    private long _printed;

    /// <param name="process">The script.</param>
    /// <param name="input">What the script reads on standard input.</param>
    /// <param name="stop">Gives up on streams that a process out of reach still holds.</param>
    public ScriptStreams(ChildProcess process, byte[] input, CancellationToken stop)
    {
        _printing = [(process.Output, DrainAsync(process.Output, Output, stop)), (process.Error, DrainAsync(process.Error, Error, stop))];
        Drained = Task.WhenAll([FeedAsync(process.Input, input, stop), .. _printing.Select(stream => stream.Read)]);
    }

    public OutputTail Output { get; } = new();

    public OutputTail Error { get; } = new();

    /// <summary>Completes when everything is read and written, or given up.</summary>
    public Task Drained { get; }

    /// <summary>True while something was printed, or came to its end, and has not been read: the reader had no turn yet.</summary>
    public bool IsBehind => Array.Exists(_printing, stream => !stream.Read.IsCompleted && Posix.HasUnread(stream.Pipe.SafePipeHandle));

    /// <summary>Completes when more than <see cref="Limit"/> was printed.</summary>
    public Task Flooded => _flooded.Task;

    private static async Task FeedAsync(Stream target, byte[] input, CancellationToken stop)
    {
        try
        {
            await using (target)
            {
                await target.WriteAsync(input, stop);
            }
        }
        catch (IOException)
        {
            // "Broken pipe": a script need not read its input.
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over, and a process out of reach holds the other end.
        }
    }

    private async Task DrainAsync(Stream source, OutputTail into, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await source.ReadAsync(buffer, stop) is var count and > 0)
            {
                into.Append(buffer.AsSpan(0, count));
                if (Interlocked.Add(ref _printed, count) > Limit)
                {
                    _flooded.TrySetResult();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over, and a process out of reach holds the other end.
        }
        catch (IOException)
        {
            // What it printed is for people to read: how it ended does not hang on it.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
