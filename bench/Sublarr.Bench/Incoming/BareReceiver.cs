using System.Diagnostics;
using System.Globalization;
using Sublarr.Bench.Measuring;
using Sublarr.Bench.Webhooks;

namespace Sublarr.Bench.Incoming;

/// <summary>Kestrel in a process of its own that reads a body and answers, and does nothing else.</summary>
internal sealed class BareReceiver : IDisposable
{
    public const string Verb = "receive";

    private readonly Process _process;

    private BareReceiver(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>What it has of the machine's memory, in bytes.</summary>
    public long ResidentMemory => Memory.Of(_process);

    public static async Task<BareReceiver> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Sublarr.Bench.dll");
        var start = new ProcessStartInfo("dotnet", [program, Verb])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        return new BareReceiver(process, int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    /// <summary>What the process does: it says its port, and ends with its parent.</summary>
    public static async Task RunAsync()
    {
        await using var receiver = await LocalReceiver.StartAsync();
        Console.WriteLine(new Uri(receiver.Address).Port);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
