using System.ComponentModel;
using System.Diagnostics;

namespace Sublarr.Infrastructure.Subtitles.Archives;

/// <summary>
/// A second opinion on archives, where the program bsdtar is installed. It is asked to write what it reads as a tar to its output: nothing of a stranger's
/// archive touches the disk, and whoever reads the output keeps to the budget.
/// </summary>
internal sealed class BsdTar(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The archive as a tar; null when there is no such program, or it cannot read it either.</summary>
    public async Task<byte[]?> ConvertAsync(ReadOnlyMemory<byte> archive, UnpackBudget budget, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bsdtar", ["-c", "-f", "-", "--format", "pax", "@-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        try
        {
            return await ConvertAsync(process, archive, budget, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            End(process);
        }
    }

    private static async Task<byte[]?> ConvertAsync(Process process, ReadOnlyMemory<byte> archive, UnpackBudget budget, CancellationToken cancellationToken)
    {
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var input = FeedAsync(process, archive, cancellationToken);
        var tar = await ReadAsync(process.StandardOutput.BaseStream, budget, cancellationToken);
        await input;
        await errors;
        await process.WaitForExitAsync(cancellationToken);
        // What came out before it failed may be half a file.
        return process.ExitCode == 0 ? tar : null;
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> archive, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(archive, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has seen enough. Its exit code says what it thinks of it.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream output, UnpackBudget budget, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var block = new byte[81_920];
        while (await output.ReadAsync(block, cancellationToken) is > 0 and var read)
        {
            budget.Count(read);
            whole.Write(block, 0, read);
        }

        return whole.ToArray();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
