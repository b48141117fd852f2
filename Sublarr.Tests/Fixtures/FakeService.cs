using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Sublarr.Tests.Fixtures;

/// <summary>A service on a free port of this machine: it notes what it is asked, and answers as the service that it stands for.</summary>
internal abstract class FakeService : IAsyncDisposable
{
    private readonly ConcurrentQueue<SentRequest> _heard = new();
    private readonly ConcurrentQueue<ServiceAnswer> _instead = new();
    private WebApplication? _server;

    public string Url => _server!.Urls.First();

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>It answers nothing before this has ended.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>What it was asked, in its order.</summary>
    public IReadOnlyList<SentRequest> Requests => [.. _heard];

    /// <summary>The only thing that it was asked.</summary>
    public SentRequest Request => Requests.Single();

    public static async Task<T> StartAsync<T>()
        where T : FakeService, new()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new T { _server = builder.Build() };
        service._server.Run(service.ServeAsync);
        await service._server.StartAsync();
        return service;
    }

    /// <summary>The next request is answered so, whatever it asks.</summary>
    public void AnswerNext(int status, string body, params (string Name, string Value)[] headers) => _instead.Enqueue(new(status, body) { Headers = headers });

    /// <summary>Forgets what it was asked.</summary>
    public void Forget() => _heard.Clear();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    protected abstract ServiceAnswer Answer(SentRequest request);

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = new SentRequest(
            http.Request.Method, http.Request.Path, http.Request.QueryString.Value ?? "",
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync());
        _heard.Enqueue(request);
        if (Takes > TimeSpan.Zero)
        {
            await Task.Delay(Takes, http.RequestAborted);
        }

        await Until.WaitAsync(http.RequestAborted);
        var answer = _instead.TryDequeue(out var instead) ? instead : Answer(request);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.Body.StartsWith('<') ? "text/html" : "application/json";
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (answer.IsEndless)
        {
            await SendForEverAsync(http);
        }
        else if (answer.Status != StatusCodes.Status204NoContent)
        {
            await http.Response.Body.WriteAsync(answer.File ?? Encoding.UTF8.GetBytes(answer.Body));
        }
    }

    // Until nobody listens any more.
    private static async Task SendForEverAsync(HttpContext http)
    {
        var block = new byte[64 * 1024];
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.Body.WriteAsync(block);
        }
    }
}

/// <summary>What a service was asked.</summary>
internal sealed record SentRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public IReadOnlyDictionary<string, string> Form => new FormReader(Body).ReadForm().ToDictionary(entry => entry.Key, entry => entry.Value.ToString());
}

/// <summary>What a service answers.</summary>
internal sealed record ServiceAnswer(int Status, string Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body where it is no text.</summary>
    public byte[]? File { get; init; }

    /// <summary>True for a body that never ends.</summary>
    public bool IsEndless { get; init; }
}
