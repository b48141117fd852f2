using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Sublarr.Tests.Fixtures;

/// <summary>The app as a process of its own, on a real port, that can be killed like one.</summary>
internal sealed class SublarrProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly List<string> _output = [];

    private SublarrProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        Client.DefaultRequestHeaders.Add("X-Api-Key", AppProgram.ApiKey);
    }

    public Uri Address { get; }

    /// <summary>Calls it with the key.</summary>
    public HttpClient Client { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join(Environment.NewLine, _output);
            }
        }
    }

    /// <summary>Starts one, and waits until it is healthy.</summary>
    /// <param name="configDirectory">Its config folder.</param>
    /// <param name="port">Where it is expected to listen.</param>
    /// <param name="environment">Further variables; null takes one away.</param>
    /// <param name="umask">Which permissions it takes from what it makes.</param>
    /// <param name="arguments">What stands after its name on the command line.</param>
    public static async Task<SublarrProcess> StartAsync(
        string configDirectory, int port, IReadOnlyDictionary<string, string?>? environment = null, string umask = "022", params string[] arguments)
    {
        var program = new AppProgram(Path.Combine(AppContext.BaseDirectory, "Sublarr.Web.dll"), configDirectory, port);
        var start = program.Start(umask, arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var sublarr = new SublarrProcess(Process.Start(start)!, program.Address);
        sublarr._process.OutputDataReceived += sublarr.Keep;
        sublarr._process.ErrorDataReceived += sublarr.Keep;
        sublarr._process.BeginOutputReadLine();
        sublarr._process.BeginErrorReadLine();
        await sublarr.UntilHealthyAsync();
        return sublarr;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
    }

    /// <summary>Asks it to stop, as a container engine does; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Waits until it ends by itself; returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return _process.ExitCode;
    }

    public async Task<JsonElement> GetAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Client.PostAsJsonAsync(path, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task UntilHealthyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var response = await Client.GetAsync("/health");
                return;
            }
            catch (Exception exception) when (AppProgram.IsNotThere(exception) && watch.Elapsed < StartTime && !_process.HasExited)
            {
                await Task.Delay(25);
            }
            catch (Exception exception) when (AppProgram.IsNotThere(exception))
            {
                if (_process.HasExited)
                {
                    // Its last words are read by then.
                    await _process.WaitForExitAsync();
                }

                throw new InvalidOperationException($"Sublarr did not start:{Environment.NewLine}{Output}", exception);
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.Add(line.Data ?? "");
        }
    }
}
