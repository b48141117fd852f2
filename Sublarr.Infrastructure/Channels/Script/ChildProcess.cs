using System.ComponentModel;
using System.IO.Pipes;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>A started child that leads a session of its own, with a pipe for each of its three streams.</summary>
internal sealed class ChildProcess : IDisposable
{
    private ChildProcess(int id, Stream input, PipeStream output, PipeStream error)
    {
        Id = id;
        Input = input;
        Output = output;
        Error = error;
        Exited = ExitWatch.Ours.ExitOf(id);
    }

    public int Id { get; }

    /// <summary>What it reads.</summary>
    public Stream Input { get; }

    /// <summary>What it prints.</summary>
    public PipeStream Output { get; }

    /// <summary>What it prints as errors.</summary>
    public PipeStream Error { get; }

    /// <summary>Its exit code, or 128 and the number of the signal that ended it; completes once it has ended, whoever still holds its streams.</summary>
    public Task<int> Exited { get; }

    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">This process has no descriptor left for its pipes.</exception>
    public static ChildProcess Start(ProgramStart start)
    {
        var pipes = new List<AnonymousPipeServerStream>();
        try
        {
            pipes.Add(new(PipeDirection.Out, HandleInheritability.None));
            pipes.Add(new(PipeDirection.In, HandleInheritability.None));
            pipes.Add(new(PipeDirection.In, HandleInheritability.None));
            var id = PosixSpawn.Start(start, ChildEndOf(pipes[0]), ChildEndOf(pipes[1]), ChildEndOf(pipes[2]));
            return new(id, pipes[0], pipes[1], pipes[2]);
        }
        catch
        {
            pipes.ForEach(pipe => pipe.Dispose());
            throw;
        }
        finally
        {
            pipes.ForEach(pipe => pipe.DisposeLocalCopyOfClientHandle());
        }
    }

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        Error.Dispose();
    }

    private static int ChildEndOf(AnonymousPipeServerStream pipe) => (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
}
