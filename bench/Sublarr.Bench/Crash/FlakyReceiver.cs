using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sublarr.Bench.Crash;

/// <summary>A receiver that answers one request in five with 500, resets one in twenty and lets one in twenty wait for the end of its answer.</summary>
internal sealed class FlakyReceiver : IAsyncDisposable
{
    private const double Errors = 0.20;
    private const double Resets = 0.05;
    private const double Drips = 0.05;

    private static readonly TimeSpan _dripPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Random _random = new(20260115);
    private readonly Dictionary<string, int> _takenById = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Life, string Id), int> _inFlight = new();
    private IHost? _host;
    private int _overlaps;
    private int _requests;

    public string Address { get; private set; } = "";

    /// <summary>Which life of the app is sending: what a killed one has left open is not in flight any more.</summary>
    public int Life { get; set; }

    /// <summary>Requests that came while another for the same event was open.</summary>
    public int Overlaps => _overlaps;

    public int Requests => _requests;

    /// <summary>Titles that came with a request that was answered with 2xx.</summary>
    public HashSet<string> TakenTitles { get; } = new(StringComparer.Ordinal);

    /// <summary>Titles that came with a request to which an answer with 200 was begun and never ended.</summary>
    public HashSet<string> BegunTitles { get; } = new(StringComparer.Ordinal);

    /// <summary>Events that were answered with 2xx.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
            {
                return _takenById.Count;
            }
        }
    }

    /// <summary>Answers with 2xx beyond the first for each event.</summary>
    public int Duplicates
    {
        get
        {
            lock (_lock)
            {
                return _takenById.Values.Sum(times => times - 1);
            }
        }
    }

    public static async Task<FlakyReceiver> StartAsync()
    {
        var receiver = new FlakyReceiver();
        receiver._host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                .Configure(app => app.Run(receiver.ReceiveAsync)))
            .Build();
        await receiver._host.StartAsync();
        var addresses = receiver._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        receiver.Address = $"{addresses.First()}/hook";
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _host!.StopAsync(now.Token);
        _host.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var delivery = (Life, context.Request.Headers["webhook-id"].ToString());
        if (_inFlight.AddOrUpdate(delivery, 1, (_, open) => open + 1) > 1)
        {
            Interlocked.Increment(ref _overlaps);
        }

        try
        {
            await AnswerAsync(context);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The app was killed, or has given the drip up.
        }
        finally
        {
            _inFlight.AddOrUpdate(delivery, 0, (_, open) => open - 1);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var chance = Chance();
        if (chance < Errors)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (chance < Errors + Resets)
        {
            context.Abort();
        }
        else if (chance < Errors + Resets + Drips)
        {
            Begin(TitleOf(body));
            await DripAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            Take(context.Request.Headers["webhook-id"].ToString(), TitleOf(body));
        }
    }

    private static async Task DripAsync(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(".", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(_dripPause, context.RequestAborted);
        }
    }

    private double Chance()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    private static string TitleOf(JsonDocument body) => body.RootElement.GetProperty("data").GetProperty("title").GetString()!;

    private void Begin(string title)
    {
        lock (_lock)
        {
            BegunTitles.Add(title);
        }
    }

    private void Take(string id, string title)
    {
        lock (_lock)
        {
            _takenById[id] = _takenById.GetValueOrDefault(id) + 1;
            TakenTitles.Add(title);
        }
    }
}
