using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Sublarr.Bench.Measuring;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Bench.Fixtures;

/// <summary>The app as users run it: a process of its own, on an empty folder and a free port of this machine.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private const int LinesKept = 20;

    private readonly WorkFolder _folder;
    private readonly AppProgram _program;
    private readonly ConcurrentQueue<string> _output = new();
    private Process _process;

    private AppProcess(WorkFolder folder, string? program)
    {
        _folder = folder;
        _program = new(program ?? Path.Combine(Repository.Folder, "Sublarr.Web", "bin", "Release", "net10.0", "Sublarr.Web.dll"), folder.Path, LocalPort.Free());
        _process = Start();
    }

    public int Port => _program.Port;

    /// <summary>The folder it keeps everything in.</summary>
    public string ConfigDirectory => _folder.Path;

    public Uri Address => _program.Address;

    public int ProcessId => _process.Id;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it has of the machine's memory, in bytes.</summary>
    public long ResidentMemory => Memory.Of(_process);

    /// <summary>Starts it, and returns when it answers.</summary>
    /// <param name="prepare">Fills the database before the app sees it.</param>
    /// <param name="program">The program; null for the one that was built.</param>
    public static async Task<AppProcess> StartAsync(Func<IServiceProvider, Task>? prepare = null, string? program = null)
    {
        var folder = new WorkFolder();
        if (prepare is not null)
        {
            await PrepareAsync(folder, prepare);
        }

        var app = new AppProcess(folder, program);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => app.End();
        await app.UntilReadyAsync();
        return app;
    }

    /// <summary>A client of its API, with the key of an administrator.</summary>
    public HttpClient OpenApi()
    {
        var api = new HttpClient { BaseAddress = Address };
        api.DefaultRequestHeaders.Add("X-Api-Key", AppProgram.ApiKey);
        return api;
    }

    /// <summary>Adds a webhook that hears of each report.</summary>
    public async Task AddWebhookAsync(string name, string url)
    {
        using var api = OpenApi();
        using var answer = await api.PostAsJsonAsync("api/v1/webhooks", new { name, url, event_name = "webhook_received" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends it as a power cut would: nothing of it runs on.</summary>
    public async Task KillAsync()
    {
        End();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a container engine does; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Starts it again on the same folder and port, and does not wait until it answers.</summary>
    public void Launch()
    {
        _process.Dispose();
        _process = Start();
    }

    /// <summary>Returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task UntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StartLimit && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync("health");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (AppProgram.IsNotThere(exception))
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        var end = _process.HasExited ? $"ended with exit code {_process.ExitCode}" : $"does not answer after {StartLimit.TotalSeconds} s";
        throw new InvalidOperationException($"The app {end}. It said last:{Environment.NewLine}{string.Join(Environment.NewLine, _output)}");
    }

    /// <summary>Returns when the app has worked off what it was given.</summary>
    public async Task UntilIdleAsync()
    {
        TimeSpan before, after;
        do
        {
            before = ProcessorTime;
            await Task.Delay(250);
            after = ProcessorTime;
        }
        while (after - before > TimeSpan.FromMilliseconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        // The load is over, and so is the folder.
        await KillAsync();
        _folder.Dispose();
    }

    private Process Start()
    {
        var start = _program.Start();
        start.RedirectStandardError = false;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        while (_output.Count > LinesKept)
        {
            _output.TryDequeue(out _);
        }
    }

    private static async Task PrepareAsync(WorkFolder folder, Func<IServiceProvider, Task> prepare)
    {
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddInfrastructure(new SublarrOptions { ConfigDirectory = folder.Path }))
            .Build();
        await host.Services.PrepareInfrastructureAsync(CancellationToken.None);
        await prepare(host.Services);
        SqliteConnection.ClearAllPools();
    }

    private void End()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }
}
